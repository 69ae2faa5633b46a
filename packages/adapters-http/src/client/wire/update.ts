import { LIMITS, PLURAL_CATEGORIES, isRecord, ownValue } from '@loyalty-programs/core';

/** Gives what JSON can carry of a raw value, so that the rules judge it as they would judge the value itself. */
type Carry = (raw: unknown) => unknown;

/** More characters than any text of a program has, in whatever form it comes. */
const MAX_TEXT = 5000;

/** Breaks the rule of every field that a value of the wrong type breaks. */
const WRONG_TYPE = false;

/** A number that is too large stays so, a text that is far too long as well; what else is no value is of no type. */
const value: Carry = (raw) => {
  if (typeof raw === 'string') {
    const characters = Array.from(raw.trim());
    return characters.length > MAX_TEXT ? characters.slice(0, MAX_TEXT).join('') : raw;
  }
  if (typeof raw === 'number' && !Number.isNaN(raw)) {
    return Math.max(-Number.MAX_VALUE, Math.min(raw, Number.MAX_VALUE));
  }
  return typeof raw === 'boolean' || raw === undefined || raw === null ? raw : WRONG_TYPE;
};

const record =
  (fields: Readonly<Record<string, Carry>>): Carry =>
  (raw) =>
    isRecord(raw)
      ? Object.fromEntries(Object.entries(fields).map(([name, carry]) => [name, carry(ownValue(raw, name))]))
      : value(raw);

const values = (...names: readonly string[]): Carry =>
  record(Object.fromEntries(names.map((name) => [name, value])));

const list =
  (each: Carry, maxItems: number): Carry =>
  (raw) =>
    Array.isArray(raw) ? raw.slice(0, maxItems + 1).map(each) : value(raw);

const forms = record({ locale: value, forms: values(...PLURAL_CATEGORIES) });

/** All that the rules look at. Nothing else is sent, however deep it is, or in circles. */
const carried = record({
  name: value,
  pointDefinition: record({
    customName: value,
    customNameForms: list(forms, LIMITS.customNameForms.maxItems),
    icon: values('url', 'id', 'altText', 'filename', 'width', 'height'),
  }),
  pointsExpiration: values('monthsOfInactivity', 'expiringPointsPercentage'),
});

/**
 * The body of an update. Whatever the input is, the service finds in the body what the rules find in the input,
 * but for a text of more than 5,000 characters, of which only these are looked at.
 */
export const updateBody = (raw: unknown): string => JSON.stringify({ loyaltyProgram: carried(raw) });
