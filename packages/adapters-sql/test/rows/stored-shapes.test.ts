import { aDraftProgram, validInputs } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram } from '@loyalty-programs/core';
import { type Field, FIELD_LIST, programFrom, type Schema } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROGRAM_COLUMN_TYPES, PROGRAM_COLUMNS, programOf, programValues } from '../../src/rows/index.js';

const programWith = (field: Field, value: unknown): LoyaltyProgram =>
  programFrom(aDraftProgram(), (each) => (each === field ? value : each.default));

const roundTrip = (program: LoyaltyProgram): LoyaltyProgram => {
  const values = programValues(program);
  return programOf(Object.fromEntries(PROGRAM_COLUMNS.map((column, index) => [column, values[index]])));
};

/** Values with the types of a schema, which need not keep its rules. */
const shaped = (schema: Schema): Arbitrary<unknown> => {
  switch (schema.type) {
    case 'text':
      return fc.string({ unit: 'binary', maxLength: 5000 });
    case 'integer':
      return fc.maxSafeInteger();
    case 'word':
      return fc.constantFrom(...schema.words);
    case 'list':
      return fc.array(shaped(schema.items), { maxLength: schema.maxItems + 5 });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties).map(([key, each]) => [key, shaped(each.schema)]),
        ),
      );
  }
};

describe.each(FIELD_LIST.map((field) => [field.path, field] as const))('The column of %s', (_, field) => {
  it('holds whatever the rules accept', () => {
    fc.assert(
      fc.property(validInputs(field), (raw) => {
        const program = programWith(
          field,
          field.kind.parse(raw, field.path)._unsafeUnwrap() ?? field.default,
        );
        expect(roundTrip(program)).toEqual(program);
      }),
      { numRuns: 50 },
    );
  });

  it('stays readable when a rule is tightened', () => {
    fc.assert(
      fc.property(shaped(field.kind.schema), (value) => {
        const program = programWith(field, value);
        expect(roundTrip(program)).toEqual(program);
      }),
      { numRuns: 50 },
    );
  });

  it('is empty where the program has the default', () => {
    const program = programWith(field, field.default);
    expect(roundTrip(program)).toEqual(program);
  });
});

it('every field has a column of its own', () => {
  expect(PROGRAM_COLUMN_TYPES.size).toBe(FIELD_LIST.length + 4);
  expect(new Set(PROGRAM_COLUMNS).size).toBe(PROGRAM_COLUMNS.length);
});
