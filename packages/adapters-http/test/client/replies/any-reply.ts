import { anyJson } from '@loyalty-programs/contract-tests';
import fc, { type Arbitrary } from 'fast-check';
import { isRecord } from '@loyalty-programs/core/adapter-kit';

/** The ways to everything in a value. */
const pathsIn = (value: unknown): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? [[]]
    : [[], ...Object.entries(value).flatMap(([key, each]) => pathsIn(each).map((path) => [key, ...path]))];

/** The value with something else, or nothing, at the end of a way. */
const replaced = (whole: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  if (Array.isArray(whole))
    return whole.map((each: unknown, at) => (String(at) === key ? replaced(each, rest, by) : each));
  return isRecord(whole) ? { ...whole, [key]: replaced(whole[key], rest, by) } : whole;
};

/** What is almost right, which is where faults hide. */
const anyNearly = (): Arbitrary<unknown> =>
  fc.oneof(
    anyJson(),
    fc.constantFrom(undefined, null, '', 0, -1, '0', '12', 1e21, [], {}, [null], true, 'ACTIVE', 'DISABLED'),
    fc.constantFrom('2024-02-29T12:00:00Z', '9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z'),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.nat(),
  );

/** A good body in which up to three places were changed. */
export const anyMutationOf = (bodies: readonly unknown[]): Arbitrary<unknown> =>
  fc
    .constantFrom(...bodies)
    .chain((body) =>
      fc
        .array(fc.tuple(fc.constantFrom(...pathsIn(body)), anyNearly()), { minLength: 1, maxLength: 3 })
        .map((changes) => changes.reduce((whole, [path, by]) => replaced(whole, path, by), body)),
    );

/** The status of an answer, mostly a good one. */
export const anyStatus = (): Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(200) },
    { weight: 2, arbitrary: fc.constantFrom(400, 401, 403, 404, 409, 412, 428, 429, 500, 503) },
    fc.integer({ min: 0, max: 999 }),
  );
