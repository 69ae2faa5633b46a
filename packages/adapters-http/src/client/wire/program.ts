import {
  type LoyaltyProgramView,
  type OperationAnswers,
  parseActor,
  type PremiumFeatures,
  type ProgramEvent,
  type Readiness,
  type SiteId,
  type UnmetPrecondition,
} from '@loyalty-programs/core';
import {
  DENIAL_REASONS,
  type Field,
  NO_PREMIUM_FEATURES,
  type OperationAnswer,
  PRECONDITIONS,
  type RawRecord,
  type ReadValue,
  brokenInvariants,
  byRules,
  isRecord,
  ownValue,
  parseRequestId,
  programFrom,
  readEventBody,
} from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import {
  every,
  flag,
  listIn,
  number,
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
 * The revision of a program of a service that names none, as the hosted API does. It stands for "some": nothing can
 * be guarded by it.
 */
export const UNKNOWN_REVISION = 1;

/** By the rules of the field, except that a picture they refuse, such as a hosted preset's relative URL, is none. */
const readField: ReadValue = (field, raw, path) => {
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
  const revision = orElse(String(UNKNOWN_REVISION), wholeNumberOf)(valueIn(json, 'revision'));
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

const readEventMetadata = record({
  revision: wholeNumberOf,
  ordinal: number,
  time: timestampOf,
  actor: orNull(valueBy(parseActor)),
  causedBy: orNull(valueBy(parseRequestId)),
});

const readEvent = (siteId: SiteId, raw: unknown): ProgramEvent | undefined => {
  const metadata = readEventMetadata(raw);
  const [type, before, after] = [valueIn(raw, 'type'), valueIn(raw, 'before'), valueIn(raw, 'after')];
  const body = readEventBody({ type, before, after }, '', readField).unwrapOr(undefined);
  return metadata && body && { ...body, ...metadata, siteId };
};

interface Place {
  readonly revision: number;
  readonly ordinal: number;
}

/** Whether an event can come right after another one. */
const isNext = (last: Place, { revision, ordinal }: Place): boolean =>
  revision === last.revision ? ordinal === last.ordinal + 1 : revision > last.revision && ordinal === 0;

/** Reads `{ events }`, which have to be after a revision and in order, so that reading on comes to an end. */
export const readEvents = (
  siteId: SiteId,
  afterRevision: number,
  json: unknown,
): readonly ProgramEvent[] | undefined => {
  const events = every(listIn(json, 'events'), (raw) => readEvent(siteId, raw));
  const start = { revision: afterRevision, ordinal: Number.NaN };
  return events?.every((event, at) => isNext(events[at - 1] ?? start, event)) === true ? events : undefined;
};

/** The code of one of our names on the wire: `NO_COMPATIBLE_APP` for `NoCompatibleApp`. */
const codeOf = (word: string): string => word.replace(/\B[A-Z]/gu, '_$&').toUpperCase();

/** The name that a code stands for. */
export const wordFor = <T extends string>(words: readonly T[], code: unknown): T | undefined =>
  words.find((word) => codeOf(word) === code);

/** Reads a list of codes, each of which stands for one of the names. */
const wordsIn = <T extends string>(whole: unknown, key: string, words: readonly T[]): T[] | undefined =>
  every(listIn(whole, key), (code) => wordFor(words, code));

/** Reads a list of codes of preconditions. */
export const readUnmet = (whole: unknown): UnmetPrecondition[] | undefined =>
  wordsIn(whole, 'unmet', PRECONDITIONS);

/** Reads what activation and points expiration still lack. */
export const readReadiness = record<Readiness>({ activate: readUnmet, enablePointsExpiration: readUnmet });

const readAnswer = (raw: unknown): OperationAnswer | undefined => {
  const reasons = wordsIn(raw, 'reasons', DENIAL_REASONS);
  const allowed = reasons?.length === 0;
  return reasons && valueIn(raw, 'allowed') === allowed ? { allowed, reasons } : undefined;
};

/** Reads what customers and owner may do now. */
export const readOperations = record<OperationAnswers>({
  earn: readAnswer,
  redeem: readAnswer,
  join: readAnswer,
  manualGrant: readAnswer,
  expirePoints: readAnswer,
});
