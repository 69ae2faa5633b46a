import { type Result, err } from 'neverthrow';
import { type FieldViolation, type NonEmptyArray } from './field-violation.js';

/**
 * What parsing a raw value gives: a value of the model, or every rule that the raw value breaks.
 * Parsers take the path of the field, to name it in their violations.
 */
export type Parsed<T> = Result<T, NonEmptyArray<FieldViolation>>;

export const refused = (...violations: NonEmptyArray<FieldViolation>): Parsed<never> => err(violations);

declare const brand: unique symbol;

/** A text that has passed the rules of `Name`, told apart from any other text by the type checker. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** For parsers, right after the rules of `Name` have held, and for stores, whose texts have passed them before. */
export const branded = <Name extends string>(text: string): Branded<Name> =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one place where a brand is given
  text as Branded<Name>;

export type RawRecord = Readonly<Record<string, unknown>>;

/** True of plain JSON objects; not of arrays and `null`. */
export const isRecord = (raw: unknown): raw is RawRecord =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Reads own properties only, so that names such as `__proto__` or `constructor` never reach a prototype. */
export const ownValue = (raw: RawRecord, key: string): unknown =>
  Object.hasOwn(raw, key) ? raw[key] : undefined;

/** For `Result.combineWithAllErrors`: the violations of several parts as those of the whole. */
export const joined = (parts: readonly NonEmptyArray<FieldViolation>[]): NonEmptyArray<FieldViolation> =>
  parts.reduce((all, each) => [...all, ...each]);
