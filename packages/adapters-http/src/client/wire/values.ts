import { type RawRecord, type Timestamp, isRecord, ownValue } from '@loyalty-programs/core';

// Answers are never trusted: each reader gives `undefined` for what is not what it should be.

/** The fields of a JSON object; none where it is not one. */
export const recordIn = (whole: unknown, key: string): RawRecord => {
  const value = isRecord(whole) ? ownValue(whole, key) : undefined;
  return isRecord(value) ? value : {};
};

export const listIn = (whole: unknown, key: string): readonly unknown[] | undefined => {
  const value = isRecord(whole) ? ownValue(whole, key) : undefined;
  return Array.isArray(value) ? value : undefined;
};

/** One of a fixed set of words. */
export const oneOf = <T extends string>(words: readonly T[], raw: unknown): T | undefined =>
  words.find((word) => word === raw);

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

export const timestampOf = (raw: unknown): Timestamp | undefined => {
  const time = typeof raw === 'string' && RFC_3339.test(raw) ? Date.parse(raw) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};

export const revisionOf = (raw: unknown): number | undefined => {
  const revision = typeof raw === 'string' && /^\d+$/u.test(raw) ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(revision) ? revision : undefined;
};

/** Every element read, or `undefined` where one of them can't be. */
export const every = <T>(
  raw: readonly unknown[],
  read: (each: unknown) => T | undefined,
): T[] | undefined => {
  const values = raw.map(read).filter((value) => value !== undefined);
  return values.length === raw.length ? values : undefined;
};
