import {
  type Icon,
  type LoyaltyProgramView,
  NO_PREMIUM_FEATURES,
  type PointDefinition,
  type PointsExpiration,
  type PremiumFeatures,
  type SiteId,
} from '@loyalty-programs/core';
import {
  DEFAULT_POINTS_EXPIRATION,
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_STATUSES,
  isRecord,
  parseCustomName,
  parseCustomNameForms,
  parseExpiringPointsPercentage,
  parseIcon,
  parseMonthsOfInactivity,
  parseProgramName,
} from '@loyalty-programs/core/adapter-kit';
import {
  flag,
  listIn,
  oneOf,
  orElse,
  orNull,
  readBySite,
  record,
  timestampOf,
  valueBy,
  valueIn,
  wholeNumberOf,
} from './values.js';

/**
 * The revision of a program of a remote that tells none, as the hosted API does. It stands for "some": nothing
 * can be guarded by it.
 */
export const UNTOLD_REVISION = 1;

export const readName = orNull(valueBy(parseProgramName));

export const readStatus = oneOf(PROGRAM_STATUSES);

/** Icons that our rules refuse, such as the relative URLs of hosted presets, can't be shown: there is none. */
const readIcon = (raw: unknown): Icon | null | undefined =>
  isRecord(raw) ? parseIcon(raw).unwrapOr(null) : undefined;

export const POINT_DEFINITION = {
  customName: orNull(valueBy(parseCustomName)),
  customNameForms: orNull(valueBy(parseCustomNameForms)),
  icon: orNull(readIcon),
};

const { status, monthsOfInactivity, expiringPointsPercentage } = DEFAULT_POINTS_EXPIRATION;

export const EXPIRATION_SETTINGS = {
  monthsOfInactivity: orElse(monthsOfInactivity, valueBy(parseMonthsOfInactivity)),
  expiringPointsPercentage: orElse(expiringPointsPercentage, valueBy(parseExpiringPointsPercentage)),
};

/** Reads what the plan of a site entitles it to. */
export const readPremiumFeatures = record<PremiumFeatures>({
  loyaltyProgram: flag,
  tiers: flag,
  pointsExpiration: flag,
});

const readParts = record<Omit<LoyaltyProgramView, 'siteId' | 'revision'>>({
  name: readName,
  pointDefinition: orElse({}, record<PointDefinition>(POINT_DEFINITION)),
  status: readStatus,
  pointsExpiration: orElse(
    {},
    record<PointsExpiration>({
      status: orElse(status, oneOf(POINTS_EXPIRATION_STATUSES)),
      ...EXPIRATION_SETTINGS,
    }),
  ),
  premiumFeatures: orElse(NO_PREMIUM_FEATURES, readPremiumFeatures),
  createdDate: timestampOf,
  updatedDate: timestampOf,
});

/** Reads `{ loyaltyProgram, revision }`. */
export const readProgram = (siteId: SiteId, json: unknown): LoyaltyProgramView | undefined => {
  const parts = readParts(valueIn(json, 'loyaltyProgram'));
  const revision = orElse(String(UNTOLD_REVISION), wholeNumberOf)(valueIn(json, 'revision'));
  if (parts === undefined || revision === undefined) return undefined;
  // Forms belong to the name that they inflect.
  const { customName, customNameForms } = parts.pointDefinition;
  return parts.updatedDate >= parts.createdDate && (customName !== null || customNameForms === null)
    ? { siteId, revision, ...parts }
    : undefined;
};

/** Reads `{ programInSites: [{ metaSiteId, loyaltyProgram, revision }] }`. */
export const readPrograms = (
  siteIds: readonly SiteId[],
  json: unknown,
): (readonly [SiteId, LoyaltyProgramView])[] | undefined =>
  readBySite(listIn(json, 'programInSites'), 'metaSiteId', siteIds, readProgram);
