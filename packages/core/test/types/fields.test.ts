import { FIELDS, type LoyaltyProgram } from '@loyalty-programs/core';
import { expect, test } from 'vitest';
import type { FieldsOf } from '../../src/program/fields.js';

type Fields = FieldsOf<LoyaltyProgram>;

const { name, ...WITHOUT_NAME } = FIELDS;
const { pointsExpiration: EXPIRATION } = FIELDS;
const { monthsOfInactivity: months, ...WITHOUT_MONTHS } = EXPIRATION;

test('the fields are those of the program', () => {
  const fields: Fields = FIELDS;
  expect(Object.keys(fields)).toContain('name');
});

test('a forgotten field is a compile error', () => {
  // @ts-expect-error -- the name is missing
  const fields: Fields = WITHOUT_NAME;
  // @ts-expect-error -- the months are missing in a part
  const nested: Fields = { ...FIELDS, pointsExpiration: WITHOUT_MONTHS };
  expect([fields, nested]).toHaveLength(2);
});

test('an unknown field is a compile error', () => {
  // @ts-expect-error -- a program has no motto
  const fields: Fields = { ...FIELDS, motto: name };
  // @ts-expect-error -- nor days in this part
  const nested: Fields = { ...FIELDS, pointsExpiration: { ...EXPIRATION, days: months } };
  expect([fields, nested]).toHaveLength(2);
});

test('a field of the wrong type is a compile error', () => {
  // @ts-expect-error -- the name is a text, not a number
  const fields: Fields = { ...FIELDS, name: months };
  // @ts-expect-error -- the months are a number, not a text
  const nested: Fields = { ...FIELDS, pointsExpiration: { ...EXPIRATION, monthsOfInactivity: name } };
  expect([fields, nested]).toHaveLength(2);
});
