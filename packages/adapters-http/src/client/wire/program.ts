import {
  DEFAULT_POINTS_EXPIRATION,
  type Icon,
  type LoyaltyProgramView,
  NO_PREMIUM_FEATURES,
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_STATUSES,
  type PointDefinition,
  type PointsExpiration,
  type PremiumFeatures,
  type ProgramName,
  type RawRecord,
  type SiteId,
  isRecord,
  parseCustomName,
  parseCustomNameForms,
  parseExpiringPointsPercentage,
  parseIcon,
  parseMonthsOfInactivity,
  parseProgramName,
} from '@loyalty-programs/core';
import {
  listIn,
  oneOf,
  optionalRecordIn,
  readBySite,
  recordIn,
  wholeNumberOf,
  timestampOf,
  valueBy,
  valueIn,
  whole,
} from './values.js';

/**
 * The revision of a program of a remote that tells none, as the hosted API does. It stands for "some": nothing
 * can be guarded by it.
 */
export const UNTOLD_REVISION = 1;

/** Reads a name; absent, it is not set. */
export const nameOf = (raw: unknown = null): ProgramName | null | undefined =>
  raw === null ? null : valueBy(parseProgramName, raw);

/** Icons that our rules refuse, such as the relative URLs of hosted presets, can't be shown: there is none. */
const iconOf = (raw: unknown = null): Icon | null | undefined => {
  if (raw === null) return null;
  return isRecord(raw) ? parseIcon(raw).unwrapOr(null) : undefined;
};

/** Reads the point definition in an object; what is absent is the default. */
export const pointDefinitionOf = (holder: RawRecord): PointDefinition | undefined => {
  const raw = optionalRecordIn(holder, 'pointDefinition');
  return (
    raw &&
    whole({
      customName: valueBy(parseCustomName, raw['customName'] ?? null),
      customNameForms: valueBy(parseCustomNameForms, raw['customNameForms'] ?? null),
      icon: iconOf(raw['icon']),
    })
  );
};

/** Reads the points expiration in an object; what is absent is the default. */
export const pointsExpirationOf = (holder: RawRecord): PointsExpiration | undefined => {
  const told = optionalRecordIn(holder, 'pointsExpiration');
  const raw = { ...DEFAULT_POINTS_EXPIRATION, ...told };
  return (
    told &&
    whole({
      status: oneOf(POINTS_EXPIRATION_STATUSES, raw.status),
      monthsOfInactivity: valueBy(parseMonthsOfInactivity, raw.monthsOfInactivity),
      expiringPointsPercentage: valueBy(parseExpiringPointsPercentage, raw.expiringPointsPercentage),
    })
  );
};

/** Reads what the plan of a site entitles it to. */
export const readPremiumFeatures = (raw: unknown): PremiumFeatures | undefined => {
  const flag = (feature: keyof PremiumFeatures): boolean | undefined => {
    const value = valueIn(raw, feature);
    return typeof value === 'boolean' ? value : undefined;
  };
  return whole({
    loyaltyProgram: flag('loyaltyProgram'),
    tiers: flag('tiers'),
    pointsExpiration: flag('pointsExpiration'),
  });
};

/** Reads `{ loyaltyProgram, revision }`. */
export const readProgram = (siteId: SiteId, json: unknown): LoyaltyProgramView | undefined => {
  const raw = recordIn(json, 'loyaltyProgram');
  const told = valueIn(json, 'revision');
  const program = whole({
    siteId,
    revision: told === undefined ? UNTOLD_REVISION : wholeNumberOf(told),
    name: nameOf(raw['name']),
    pointDefinition: pointDefinitionOf(raw),
    status: oneOf(PROGRAM_STATUSES, raw['status']),
    pointsExpiration: pointsExpirationOf(raw),
    premiumFeatures: readPremiumFeatures(raw['premiumFeatures'] ?? NO_PREMIUM_FEATURES),
    createdDate: timestampOf(raw['createdDate']),
    updatedDate: timestampOf(raw['updatedDate']),
  });
  if (program === undefined) return undefined;
  // Forms belong to the name that they inflect.
  const { customName, customNameForms } = program.pointDefinition;
  const isRight =
    program.updatedDate >= program.createdDate && (customName !== null || customNameForms === null);
  return isRight ? program : undefined;
};

/** Reads `{ programInSites: [{ metaSiteId, loyaltyProgram, revision }] }`. */
export const readPrograms = (
  siteIds: readonly SiteId[],
  json: unknown,
): (readonly [SiteId, LoyaltyProgramView])[] | undefined =>
  readBySite(listIn(json, 'programInSites'), 'metaSiteId', siteIds, readProgram);
