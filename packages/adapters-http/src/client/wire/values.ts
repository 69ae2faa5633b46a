import type { SiteId, Timestamp } from '@loyalty-programs/core';
import { isRecord, LATEST_TIMESTAMP, ownValue, type RawRecord } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';

/** Reads a value of an answer, which is never trusted: `undefined` for what is not what it should be. */
export type Read<T> = (raw: unknown) => T | undefined;

/** How each part of an object is read. */
type Readers<Parts> = { readonly [Key in keyof Parts]-?: Read<Parts[Key]> };

const NOTHING: RawRecord = {};

/** The value of a property of a JSON object. */
export const valueIn = (holder: unknown, key: string): unknown =>
  isRecord(holder) ? ownValue(holder, key) : undefined;

/** The fields of a JSON object in another one; no fields where it is something else. */
export const recordIn = (holder: unknown, key: string): RawRecord => {
  const value = valueIn(holder, key);
  return isRecord(value) ? value : NOTHING;
};

/** What a refusal says of its reason. */
export const detailIn = (json: unknown, key: 'applicationError' | 'validationError'): RawRecord =>
  recordIn(recordIn(json, 'details'), key);

/** A list in a JSON object. */
export const listIn = (holder: unknown, key: string): readonly unknown[] | undefined => {
  const value = valueIn(holder, key);
  return Array.isArray(value) ? value : undefined;
};

/** One of a fixed set of words. */
export const oneOf =
  <T extends string>(words: readonly T[]): Read<T> =>
  (raw) =>
    words.find((word) => word === raw);

/** A value by the rules of the model. */
export const valueBy =
  <T>(parse: (raw: unknown) => Result<T, unknown>): Read<T> =>
  (raw) =>
    parse(raw).unwrapOr(undefined);

/** A value with a fallback for an absent one. */
export const orElse =
  <T>(fallback: unknown, read: Read<T>): Read<T> =>
  (raw = fallback) =>
    read(raw);

/** A value that may be absent or `null`, which mean the same. */
export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (raw = null) =>
    raw === null ? null : read(raw);

export const text: Read<string> = (raw) => (typeof raw === 'string' ? raw : undefined);

export const number: Read<number> = (raw) => (typeof raw === 'number' ? raw : undefined);

export const flag: Read<boolean> = (raw) => (typeof raw === 'boolean' ? raw : undefined);

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/** A point in time, written as RFC 3339. */
export const timestampOf: Read<Timestamp> = (raw) => {
  const time = typeof raw === 'string' && RFC_3339.test(raw) ? Date.parse(raw) : Number.NaN;
  return Math.abs(time) <= LATEST_TIMESTAMP ? time : undefined;
};

/** A whole number, such as a revision, written in digits. */
export const wholeNumberOf: Read<number> = (raw) => {
  const number = typeof raw === 'string' && /^\d+$/u.test(raw) ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
};

const CODE = /^[A-Z_]{1,64}$/iu;

/** Codes and names such as `ECONNRESET`, `NO_COMPATIBLE_APP`, `TypeError`: a word, which holds no address and no key. */
export const isCode = (raw: unknown): raw is string => typeof raw === 'string' && CODE.test(raw);

const isWhole = <Parts>(parts: { [Key in keyof Parts]?: Parts[Key] | undefined }): parts is Parts =>
  Object.values(parts).every((part) => part !== undefined);

/** An object, each part of which can be read. */
export const record =
  <Parts>(readers: Readers<Parts>): Read<Parts> =>
  (raw) => {
    if (!isRecord(raw)) return undefined;
    const parts: { [Key in keyof Parts]?: Parts[Key] | undefined } = {};
    for (const key in readers) parts[key] = readers[key](raw[key]);
    return isWhole<Parts>(parts) ? parts : undefined;
  };

/** Every element read; `undefined` where one of them can't be, or there is no list at all. */
export const every = <Raw, T>(
  list: readonly Raw[] | undefined,
  read: (raw: Raw) => T | undefined,
): T[] | undefined => {
  const values = list?.map(read).filter((value) => value !== undefined);
  return values?.length === list?.length ? values : undefined;
};

/**
 * Reads a list about sites, each named under `key`: the requested ones, in the requested order. Others are ignored.
 */
export const readBySite = <T>(
  list: readonly unknown[] | undefined,
  key: string,
  siteIds: readonly SiteId[],
  read: (siteId: SiteId, raw: unknown) => T | undefined,
): (readonly [SiteId, T])[] | undefined => {
  const named = every(list, (raw) => {
    const name = text(valueIn(raw, key));
    return name === undefined ? undefined : ([name, raw] as const);
  });
  const raws = new Map<string, unknown>(named);
  return every(named && siteIds.filter((siteId) => raws.has(siteId)), (siteId) => {
    const value = read(siteId, raws.get(siteId));
    return value && [siteId, value];
  });
};
