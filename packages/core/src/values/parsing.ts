import { type Result, err, ok } from 'neverthrow';
import { type FieldViolation, type NonEmptyArray, isNonEmpty } from './violations.js';

/**
 * What parsing a raw value gives: a value of the model, or every rule that the raw value breaks.
 * Parsers take the path of the field, to name it in their violations.
 */
export type Parsed<T> = Result<T, NonEmptyArray<FieldViolation>>;

export const invalid = (...violations: NonEmptyArray<FieldViolation>): Parsed<never> => err(violations);

declare const brand: unique symbol;

/** A text that has passed the rules of `Name`, which the type checker distinguishes from other texts. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** For parsers, right after the rules of `Name` have held, and for stored texts, which passed them earlier. No entry exports it. */
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

/** The path of a field within another one. */
export const pathOf = (parent: string, key: string): string => (parent === '' ? key : `${parent}.${key}`);

/** For `match`: the value of a valid part. */
export const asIs = <T>(value: T): T => value;

/** Gathers the violations of several parts of a value, so that all are reported at once. */
export class Violations {
  readonly #found: FieldViolation[] = [];

  /** For `match`: notes the violations of an invalid part, which has no value. */
  readonly note = (found: NonEmptyArray<FieldViolation>): undefined => {
    this.#found.push(...found);
    return undefined;
  };

  add(violation: FieldViolation): void {
    this.#found.push(violation);
  }

  /** `value`, unless a part was invalid. */
  unlessAny<T>(value: T): Parsed<T> {
    return isNonEmpty(this.#found) ? err(this.#found) : ok(value);
  }
}
