import {
  DEFAULT_POINTS_EXPIRATION,
  type Icon,
  type LoyaltyProgramView,
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_STATUSES,
  type PointDefinition,
  type PointsExpiration,
  type PremiumFeatures,
  type ProgramName,
  type SiteId,
  isRecord,
  parseCustomName,
  parseCustomNameForms,
  parseExpiringPointsPercentage,
  parseIcon,
  parseMonthsOfInactivity,
  parseProgramName,
  parseSiteId,
} from '@loyalty-programs/core';
import { every, listIn, oneOf, recordIn, revisionOf, timestampOf } from './values.js';

/**
 * The revision of a program of a remote that tells none, as the hosted API does. It stands for "some": nothing
 * can be guarded by it.
 */
export const UNTOLD_REVISION = 1;

const nameOf = (raw: unknown): ProgramName | null | undefined =>
  raw === undefined || raw === null ? null : parseProgramName(raw).unwrapOr(undefined);

/** Icons that our rules refuse, such as the relative URLs of hosted presets, can't be shown: there is none. */
const iconOf = (raw: unknown): Icon | null =>
  raw === undefined || raw === null ? null : parseIcon(raw).unwrapOr(null);

const pointDefinitionOf = (program: unknown): PointDefinition | undefined => {
  const raw = recordIn(program, 'pointDefinition');
  const customName = parseCustomName(raw['customName'] ?? null).unwrapOr(undefined);
  const customNameForms = parseCustomNameForms(raw['customNameForms'] ?? null).unwrapOr(undefined);
  return customName === undefined || customNameForms === undefined
    ? undefined
    : { customName, customNameForms, icon: iconOf(raw['icon']) };
};

const pointsExpirationOf = (program: unknown): PointsExpiration | undefined => {
  const raw = { ...DEFAULT_POINTS_EXPIRATION, ...recordIn(program, 'pointsExpiration') };
  const status = oneOf(POINTS_EXPIRATION_STATUSES, raw.status);
  const months = parseMonthsOfInactivity(raw.monthsOfInactivity).unwrapOr(undefined);
  const percentage = parseExpiringPointsPercentage(raw.expiringPointsPercentage).unwrapOr(undefined);
  return status === undefined || months === undefined || percentage === undefined
    ? undefined
    : { status, monthsOfInactivity: months, expiringPointsPercentage: percentage };
};

/** What the plan of a site entitles it to; a feature that is not named is not part of it. */
export const premiumFeaturesOf = (raw: Readonly<Record<string, unknown>>): PremiumFeatures => ({
  loyaltyProgram: raw['loyaltyProgram'] === true,
  tiers: raw['tiers'] === true,
  pointsExpiration: raw['pointsExpiration'] === true,
});

/** Reads `{ loyaltyProgram, revision }`. */
export const readProgram = (siteId: SiteId, json: unknown): LoyaltyProgramView | undefined => {
  const raw = recordIn(json, 'loyaltyProgram');
  const told = isRecord(json) ? json['revision'] : undefined;
  const revision = told === undefined ? UNTOLD_REVISION : revisionOf(told);
  const name = nameOf(raw['name']);
  const pointDefinition = pointDefinitionOf(raw);
  const status = oneOf(PROGRAM_STATUSES, raw['status']);
  const pointsExpiration = pointsExpirationOf(raw);
  const createdDate = timestampOf(raw['createdDate']);
  const updatedDate = timestampOf(raw['updatedDate']);
  if (
    revision === undefined ||
    name === undefined ||
    pointDefinition === undefined ||
    status === undefined ||
    pointsExpiration === undefined ||
    createdDate === undefined ||
    updatedDate === undefined
  ) {
    return undefined;
  }
  const premiumFeatures = premiumFeaturesOf(recordIn(raw, 'premiumFeatures'));
  return {
    siteId,
    revision,
    name,
    pointDefinition,
    status,
    pointsExpiration,
    premiumFeatures,
    createdDate,
    updatedDate,
  };
};

/** Reads `{ programInSites: [{ metaSiteId, loyaltyProgram, revision }] }`. */
export const readPrograms = (json: unknown): readonly LoyaltyProgramView[] | undefined => {
  const list = listIn(json, 'programInSites');
  return list === undefined
    ? undefined
    : every(list, (raw) => {
        const siteId = isRecord(raw) ? parseSiteId(raw['metaSiteId']).unwrapOr(undefined) : undefined;
        return siteId === undefined ? undefined : readProgram(siteId, raw);
      });
};
