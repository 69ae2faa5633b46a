import {
  LATEST_TIMESTAMP,
  type RawRecord,
  type SiteId,
  type Timestamp,
  isRecord,
  ownValue,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';

// Answers are never trusted: each reader gives `undefined` for what is not what it should be.

const NOTHING: RawRecord = {};

/** What stands in a JSON object under a name. */
export const valueIn = (holder: unknown, key: string): unknown =>
  isRecord(holder) ? ownValue(holder, key) : undefined;

/** The fields of a JSON object in another one, which may be left out; `undefined` where it is something else. */
export const optionalRecordIn = (holder: unknown, key: string): RawRecord | undefined => {
  const value = valueIn(holder, key) ?? NOTHING;
  return isRecord(value) ? value : undefined;
};

/** The same; no fields where it is something else. */
export const recordIn = (holder: unknown, key: string): RawRecord => optionalRecordIn(holder, key) ?? NOTHING;

/** What a refusal says of its reason. */
export const detailIn = (json: unknown, key: 'applicationError' | 'validationError'): RawRecord =>
  recordIn(recordIn(json, 'details'), key);

/** A list in a JSON object. */
export const listIn = (holder: unknown, key: string): readonly unknown[] | undefined => {
  const value = valueIn(holder, key);
  return Array.isArray(value) ? value : undefined;
};

/** One of a fixed set of words. */
export const oneOf = <T extends string>(words: readonly T[], raw: unknown): T | undefined =>
  words.find((word) => word === raw);

/** A value by the rules of the model. */
export const valueBy = <T>(parse: (raw: unknown) => Result<T, unknown>, raw: unknown): T | undefined =>
  parse(raw).unwrapOr(undefined);

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/** A point in time, written as RFC 3339. */
export const timestampOf = (raw: unknown): Timestamp | undefined => {
  const time = typeof raw === 'string' && RFC_3339.test(raw) ? Date.parse(raw) : Number.NaN;
  return Math.abs(time) <= LATEST_TIMESTAMP ? time : undefined;
};

/** A whole number, such as a revision, written in digits. */
export const wholeNumberOf = (raw: unknown): number | undefined => {
  const number = typeof raw === 'string' && /^\d+$/u.test(raw) ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
};

const CODE = /^[A-Z_]{1,64}$/u;

/** Codes such as `ECONNRESET` and `NO_COMPATIBLE_APP`: a word in capitals, which holds no address and no key. */
export const isCode = (raw: unknown): raw is string => typeof raw === 'string' && CODE.test(raw);

/** Parts, each of which was read. */
type Whole<Parts> = { readonly [Key in keyof Parts]: Exclude<Parts[Key], undefined> };

const isWhole = <Parts extends object>(parts: Parts): parts is Parts & Whole<Parts> =>
  Object.values(parts).every((part) => part !== undefined);

/** The parts, or `undefined` where one of them can't be read. */
export const whole = <Parts extends object>(parts: Parts): Whole<Parts> | undefined =>
  isWhole(parts) ? parts : undefined;

/** Every element read; `undefined` where one of them can't be, or there is no list at all. */
export const every = <Raw, T>(
  list: readonly Raw[] | undefined,
  read: (raw: Raw) => T | undefined,
): T[] | undefined => {
  const values = list?.map(read).filter((value) => value !== undefined);
  return values?.length === list?.length ? values : undefined;
};

/**
 * Reads a list that tells of sites, each named under `key`: of those asked for, in the order asked. What is told
 * of others is left out.
 */
export const readBySite = <T>(
  list: readonly unknown[] | undefined,
  key: string,
  siteIds: readonly SiteId[],
  read: (siteId: SiteId, raw: unknown) => T | undefined,
): (readonly [SiteId, T])[] | undefined => {
  const told = every(list, (raw) => {
    const named = valueIn(raw, key);
    return typeof named === 'string' ? ([named, raw] as const) : undefined;
  });
  const raws = new Map<string, unknown>(told);
  return every(told && siteIds.filter((siteId) => raws.has(siteId)), (siteId) => {
    const value = read(siteId, raws.get(siteId));
    return value && [siteId, value];
  });
};
