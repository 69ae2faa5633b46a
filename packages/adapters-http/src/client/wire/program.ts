import {
  type LoyaltyProgramView,
  NO_PREMIUM_FEATURES,
  type PremiumFeatures,
  type SiteId,
} from '@loyalty-programs/core';
import {
  brokenInvariants,
  byRules,
  type Field,
  isRecord,
  ownValue,
  programFrom,
  type RawRecord,
  type ReadValue,
} from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import { flag, listIn, orElse, readBySite, record, timestampOf, valueIn, wholeNumberOf } from './values.js';

/**
 * The revision of a program of a service that names none, as the hosted API does. It stands for "some": nothing can
 * be guarded by it.
 */
export const UNTOLD_REVISION = 1;

/** By the rules of the field, except that a picture they refuse, such as a hosted preset's relative URL, is none. */
export const readField: ReadValue = (field, raw, path) => {
  const read = byRules(field, raw, path);
  return read.isErr() && field.kind.schema.type === 'object' && isRecord(raw) ? ok(field.default) : read;
};

/** What a service says of a field. Parts that it leaves out are their defaults. */
const rawValue = (fields: RawRecord, { part, key, default: value }: Field): unknown => {
  if (part === null) return ownValue(fields, key) ?? (value === null ? null : undefined);
  const holder = ownValue(fields, part) ?? {};
  if (!isRecord(holder)) return undefined;
  const raw = ownValue(holder, key);
  return raw === undefined ? value : raw;
};

/** Reads what the plan of a site entitles it to. */
export const readPremiumFeatures = record<PremiumFeatures>({
  loyaltyProgram: flag,
  tiers: flag,
  pointsExpiration: flag,
});

const readMetadata = record({
  premiumFeatures: orElse(NO_PREMIUM_FEATURES, readPremiumFeatures),
  createdDate: timestampOf,
  updatedDate: timestampOf,
});

/** Reads `{ loyaltyProgram, revision }`. */
export const readProgram = (siteId: SiteId, json: unknown): LoyaltyProgramView | undefined => {
  const fields = valueIn(json, 'loyaltyProgram');
  const metadata = readMetadata(fields);
  const revision = orElse(String(UNTOLD_REVISION), wholeNumberOf)(valueIn(json, 'revision'));
  if (!isRecord(fields) || metadata === undefined || revision === undefined) return undefined;
  const { premiumFeatures, createdDate, updatedDate } = metadata;
  let isReadable = updatedDate >= createdDate;
  const program = programFrom({ siteId, revision, createdDate, updatedDate }, (field) => {
    const read = readField(field, rawValue(fields, field), field.path);
    isReadable &&= read.isOk();
    return read.unwrapOr(null) ?? field.default;
  });
  // The hosted API has active programs without a name.
  const isSound = isReadable && brokenInvariants(program).every(({ field }) => field === 'name');
  return isSound ? { ...program, premiumFeatures } : undefined;
};

/** Reads `{ programInSites: [{ metaSiteId, loyaltyProgram, revision }] }`. */
export const readPrograms = (
  siteIds: readonly SiteId[],
  json: unknown,
): (readonly [SiteId, LoyaltyProgramView])[] | undefined =>
  readBySite(listIn(json, 'programInSites'), 'metaSiteId', siteIds, readProgram);
