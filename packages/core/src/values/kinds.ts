import { ok } from 'neverthrow';
import { type NumberLimits, parseWholeNumber } from './number.js';
import { type Branded, type Parsed, branded, invalid, isRecord, ownValue, pathOf } from './parsing.js';
import { type LengthLimits, normaliseText, parseDisplayText, parseStorableText } from './text.js';
import { type FieldViolation, required, wrongFormat, wrongType } from './violations.js';

// What depends on the kind of a field alone: how a raw value is parsed, and a description as plain data, from which
// columns, schemas, test data and forms derive. There are at most eight kinds, without options: a field that fits
// none is written plainly.

/** The form of a value, as plain data. Lengths count Unicode code points. */
export type Schema =
  | {
      readonly type: 'text';
      readonly minLength: number;
      readonly maxLength: number;
      /** People see it: it is stored in NFC, without white space around it. Other texts are kept as written. */
      readonly isDisplayed: boolean;
    }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'word'; readonly words: readonly string[] }
  | { readonly type: 'list'; readonly items: Schema; readonly maxItems: number }
  | { readonly type: 'object'; readonly properties: Readonly<Record<string, Property>> };

/** A property of an object. */
export interface Property {
  readonly schema: Schema;
  /** `nullable`: always there, `null` where it has no value. `optional`: left out where it has no value. */
  readonly presence: 'required' | 'nullable' | 'optional';
}

/** What all fields of one kind have in common. `Input` is what a caller may pass for a `T`. */
export interface Kind<T, Input = T> {
  readonly schema: Schema;
  /** Parses a value that is neither absent nor `null`. `null`: the default, as for `null` itself. */
  parse(raw: unknown, path: string): Parsed<T | null>;
  /** Types only; never set. */
  readonly input?: Input;
}

/** A kind with limits that can be read without looking into its schema. */
export interface LimitedKind<T, Limits, Input = T> extends Kind<T, Input> {
  readonly limits: Limits;
}

/** How a value of a compound value is described and parsed. */
export interface Part<T> {
  readonly schema: Schema;
  readonly parse: (raw: unknown, path: string) => Parsed<T>;
}

/** A displayed text that may not be empty. */
export const requiredText = <Name extends string>(
  limits: Required<LengthLimits>,
): Part<Branded<Name>> & LimitedKind<Branded<Name>, Required<LengthLimits>, string> => ({
  limits,
  schema: { type: 'text', ...limits, isDisplayed: true },
  parse: (raw, path) => parseDisplayText(path, raw, limits).map(branded<Name>),
});

/** A displayed text for which empty means the default. */
export const textOrDefault = <Name extends string>(
  limits: Required<LengthLimits>,
): LimitedKind<Branded<Name>, Required<LengthLimits>, string> => {
  const kind = requiredText<Name>(limits);
  return {
    ...kind,
    parse: (raw, path) =>
      typeof raw === 'string' && normaliseText(raw) === '' ? ok(null) : kind.parse(raw, path),
  };
};

/** A whole number within inclusive limits. */
export const wholeNumber = (limits: NumberLimits): Part<number> & LimitedKind<number, NumberLimits> => ({
  limits,
  schema: { type: 'integer', ...limits },
  parse: (raw, path) => parseWholeNumber(path, raw, limits),
});

/** One of a few words. */
export const oneOf = <Word extends string>(words: readonly Word[]): Part<Word> & Kind<Word> => ({
  schema: { type: 'word', words },
  parse: (raw, path) => {
    const word = words.find((each) => each === raw);
    return word === undefined ? invalid(wrongFormat(path, `one of ${words.join(', ')}`)) : ok(word);
  },
});

/** A property of a compound value, and how it is parsed, absent or not. */
export type PropertyOf<T> = Property & Part<T>;

/** A text that is kept as written. */
export const storableText = (limits: Required<LengthLimits>): Part<string> => ({
  schema: { type: 'text', ...limits, isDisplayed: false },
  parse: (raw, path) => parseStorableText(path, raw, limits),
});

/** A required property. */
export const mandatory = <T>({ schema, parse }: Part<T>): PropertyOf<T> => ({
  schema,
  presence: 'required',
  parse: (raw, path) => (raw === undefined || raw === null ? invalid(required(path)) : parse(raw, path)),
});

/** A property that is `null` where it has no value. */
export const nullable = <T>({ schema, parse }: Part<T>): PropertyOf<T | null> => ({
  schema,
  presence: 'nullable',
  parse: (raw, path) => (raw === undefined || raw === null ? ok(null) : parse(raw, path)),
});

/** A property that is left out where it has no value. */
export const optional = <T>({ schema, parse }: Part<T>): PropertyOf<T | undefined> => ({
  schema,
  presence: 'optional',
  parse: (raw, path) => (raw === undefined || raw === null ? ok(undefined) : parse(raw, path)),
});

const isWhole = <T>(_value: Partial<T>, violations: readonly FieldViolation[]): _value is T =>
  violations.length === 0;

/** A value with properties. Reports the violations of all of them at once. */
export const objectOf = <T extends object>(properties: {
  readonly [Key in keyof T]-?: Property & { parse(raw: unknown, path: string): Parsed<T[Key]> };
}): Part<T> => ({
  schema: { type: 'object', properties },
  parse: (raw, path) => {
    if (!isRecord(raw)) return invalid(wrongType(path, 'an object'));
    const violations: FieldViolation[] = [];
    const value: Partial<T> = {};
    for (const key in properties) {
      const parsed = properties[key].parse(ownValue(raw, key), pathOf(path, key));
      if (parsed.isErr()) violations.push(...parsed.error);
      else if (parsed.value !== undefined) value[key] = parsed.value;
    }
    const [first = required(path), ...others] = violations;
    return isWhole(value, violations) ? ok(value) : invalid(first, ...others);
  },
});

const isProperty = (raw: unknown, { schema, presence }: Property): boolean => {
  if (raw === undefined) return presence === 'optional';
  return raw === null ? presence === 'nullable' : hasShape(schema, raw);
};

/**
 * Whether a value has the types that a schema describes. Limits and rules are not checked, so that a stored value
 * stays readable when a rule is tightened.
 */
export const hasShape = (schema: Schema, raw: unknown): boolean => {
  switch (schema.type) {
    case 'text':
      return typeof raw === 'string';
    case 'integer':
      return typeof raw === 'number';
    case 'word':
      return schema.words.some((word) => word === raw);
    case 'list':
      return Array.isArray(raw) && raw.every((each: unknown) => hasShape(schema.items, each));
    case 'object':
      return (
        isRecord(raw) &&
        Object.entries(schema.properties).every(([key, property]) => isProperty(raw[key], property))
      );
  }
};

/** Whether two values of the model are equal. An absent property equals one that is `undefined`. */
export const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => isEqual(each, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  return (
    Object.keys(a).every((key) => isEqual(a[key], b[key])) &&
    Object.keys(b).every((key) => key in a || b[key] === undefined)
  );
};
