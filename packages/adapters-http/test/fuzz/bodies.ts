import fc, { type Arbitrary } from 'fast-check';
import {
  anyJson,
  installedSites,
  patchCases,
  rawPatchOf,
  updateInputs,
} from '@loyalty-programs/contract-tests';

const NUMBERS = ['1e400', '-0', '1E-400', '0.1', '9007199254740993', '9'.repeat(400), '12', '-1'];
const TEXTS = [
  '"\\uD800"',
  '"\\uDC00\\uD800"',
  '"\\u0000"',
  '"\\u202E"',
  '"\\uFEFF"',
  `"${'☆'.repeat(60)}"`,
  '""',
  '"  "',
];
const NESTED = ['['.repeat(9000) + ']'.repeat(9000), '{"a":'.repeat(5000) + 'null' + '}'.repeat(5000)];

/** JSON in a form that no `JSON.stringify` writes, in places where a value is expected. */
const oddJson = (): Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...NUMBERS, ...TEXTS, ...NESTED),
      fc.constantFrom(
        '{"loyaltyProgram":{"name":@}}',
        '{"loyaltyProgram":{"name":"Twice","name":@}}',
        '{"loyaltyProgram":{"pointDefinition":{"customName":@,"icon":{"url":@,"width":@}}}}',
        '{"loyaltyProgram":{"pointsExpiration":{"monthsOfInactivity":@,"expiringPointsPercentage":@}}}',
        '{"loyaltyProgram":{"pointsExpiration":@,"pointDefinition":@}}',
        '{"loyaltyProgram":{},"revision":@}',
        '{"loyaltyProgram":@,"__proto__":@}',
        '\uFEFF{"loyaltyProgram":{"name":@}}',
        '{"apps":[@],"accountId":@,"premiumFeatures":{"tiers":@}}',
        '@',
      ),
    )
    .map(([value, frame]) => frame.replaceAll('@', () => value));

const jsonBodies = (): Arbitrary<unknown> =>
  fc.oneof(
    fc.record(
      {
        loyaltyProgram: patchCases().map(rawPatchOf),
        revision: fc.oneof(fc.nat(5), fc.nat(5).map(String), anyJson()),
      },
      { requiredKeys: ['loyaltyProgram'] },
    ),
    fc.record({ loyaltyProgram: updateInputs() }),
    // A good update of a program as it never was.
    fc.record({ loyaltyProgram: updateInputs(), revision: fc.integer({ min: 1000, max: 9999 }) }),
    installedSites().map(({ accountId, apps, premiumFeatures }) => ({ accountId, apps, premiumFeatures })),
    anyJson(),
  );

/** Bodies: right, nearly right, odd, malformed, large, none. */
export const bodies = (): Arbitrary<string | Uint8Array | undefined> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 6, arbitrary: jsonBodies().map((json) => JSON.stringify(json)) },
    { weight: 3, arbitrary: oddJson() },
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom('', '{', '{}', 'null', '[]', 'x'.repeat(70_000)),
  );
