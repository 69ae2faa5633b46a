import type { Timestamp } from '@loyalty-programs/core';
import {
  isRecord,
  LATEST_TIMESTAMP,
  ownValue,
  type Parsed,
  type RawRecord,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import { timeText } from './lines.js';

/** A value of the model, or in words what is wrong with it. */
export type Read<T> = Result<T, string>;

/** Reads what stands under `field`. */
export type Reader<T> = (raw: unknown, field: string) => Read<T>;

/** The first violation, in words. */
export const inWords = <T>(parsed: Parsed<T>): Read<T> =>
  parsed.mapErr(([{ field, description }]) => `${field} ${description}`);

export const recordOf: Reader<RawRecord> = (raw, field) =>
  isRecord(raw) ? ok(raw) : err(`${field} must be an object`);

export const listOf: Reader<readonly unknown[]> = (raw, field) =>
  Array.isArray(raw) ? ok(raw) : err(`${field} must be a list`);

/** A time as an export writes it. */
export const timeOf: Reader<Timestamp> = (raw, field) => {
  const time = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  return time <= LATEST_TIMESTAMP && timeText(time) === raw
    ? ok(time)
    : err(`${field} must be a time such as 2026-01-31T08:00:00.000Z`);
};

export const countOf: Reader<number> = (raw, field) =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0
    ? ok(raw)
    : err(`${field} must be a whole number`);

/** `null`, or what the reader reads. */
export const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (raw, field) =>
    raw === null ? ok(null) : read(raw, field);

/** What stands in a field of an object. */
export const fieldOf = <T>(record: RawRecord, path: string, key: string, read: Reader<T>): Read<T> =>
  read(ownValue(record, key), path === '' ? key : `${path}.${key}`);
