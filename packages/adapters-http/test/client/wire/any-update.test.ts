import { parseProgramUpdate } from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { updateBody } from '../../../src/client/wire/update.js';

/** What JSON has no word for, what only looks like a value, and texts of any length. */
const ODD: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -0,
  3,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  10n,
  Symbol('ten'),
  () => 'ten',
  new Date(0),
  new Date(Number.NaN),
  { toJSON: () => 'Stars' },
  Object('Stars'),
  Object.create({ name: 'Stars', url: 'https://example.com/star.svg', other: 'Stars' }),
  [],
  {},
  Array.from({ length: 30 }, () => ({ locale: 'pl', forms: { other: 'x' } })),
  JSON.parse('{ "__proto__": { "name": "Stars", "other": "Stars" } }'),
  '',
  ' ',
  'pl',
  'Stars',
  'Sta\u0000rs',
  '\uD800',
  'https://example.com/star.svg',
  'x'.repeat(6000),
  ' '.repeat(6000),
  '\u200B'.repeat(6000),
  `${' '.repeat(6000)}Stars${' '.repeat(6000)}`,
  `Stars${' '.repeat(6000)}Moons`,
];

const odd = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'binary' }),
  fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true, maxDepth: 1, maxKeys: 2 }),
);

/** An object with some of the fields, or anything else. */
const some = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.record(fields, { requiredKeys: [] }) }, { weight: 1, arbitrary: odd });

const nameForms = some({ locale: odd, forms: some({ one: odd, few: odd, other: odd }) });

const inputs = some({
  name: odd,
  status: odd,
  pointDefinition: some({
    customName: odd,
    customNameForms: fc.oneof(fc.array(nameForms, { maxLength: 3 }), odd),
    icon: some({ url: odd, id: odd, altText: odd, filename: odd, width: odd, height: odd }),
  }),
  pointsExpiration: some({ monthsOfInactivity: odd, expiringPointsPercentage: odd }),
});

const asItIs = (value: unknown): unknown => value;

const sent = (input: unknown): unknown => {
  const body: unknown = JSON.parse(updateBody(input));
  return isRecord(body) ? body['loyaltyProgram'] : undefined;
};

const judged = (raw: unknown): unknown => parseProgramUpdate(raw).match<unknown>(asItIs, asItIs);

it('A service finds the same violations in the body of any update as the rules in the update itself', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      expect(judged(sent(input))).toEqual(judged(input));
    }),
    { numRuns: 2000 },
  );
});
