import { ok } from 'neverthrow';
import { type NumberLimits, parseWholeNumber } from './number.js';
import { type Branded, type Parsed, branded, invalid, isRecord } from './parsing.js';
import { type LengthLimits, normaliseText, parseDisplayText } from './text.js';
import { wrongFormat } from './violations.js';

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
  /** Parses a value that is neither absent nor `null`. `null`: it asks for the default, as `null` itself does. */
  parse(raw: unknown, path: string): Parsed<T | null>;
  /** Types only; never set. */
  readonly input?: Input;
}

/** A kind with limits that can be read without looking into its schema. */
export interface LimitedKind<T, Limits, Input = T> extends Kind<T, Input> {
  readonly limits: Limits;
}

/** A displayed text that may not be empty. */
export const requiredText = <Name extends string>(
  limits: Required<LengthLimits>,
): LimitedKind<Branded<Name>, Required<LengthLimits>, string> => ({
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
export const wholeNumber = (limits: NumberLimits): LimitedKind<number, NumberLimits> => ({
  limits,
  schema: { type: 'integer', ...limits },
  parse: (raw, path) => parseWholeNumber(path, raw, limits),
});

/** One of a few words. */
export const oneOf = <Word extends string>(words: readonly Word[]): Kind<Word> => ({
  schema: { type: 'word', words },
  parse: (raw, path) => {
    const word = words.find((each) => each === raw);
    return word === undefined ? invalid(wrongFormat(path, `one of ${words.join(', ')}`)) : ok(word);
  },
});

const isProperty = (raw: unknown, { schema, presence }: Property): boolean => {
  if (raw === undefined) return presence === 'optional';
  return raw === null ? presence === 'nullable' : hasShape(schema, raw);
};

/**
 * Whether a value has the types that a schema describes. Limits and rules are not looked at, so that a stored value
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
