import fc, { type Arbitrary } from 'fast-check';

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'name',
  'status',
  '',
  'a.b',
];

/** Any value that JSON can carry, biased towards keys that reach a prototype. */
export const anyJson = (): Arbitrary<unknown> =>
  fc.oneof(
    fc.jsonValue(),
    // Parsed from text: `__proto__` is then an own key, as it is in a body from outside.
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), fc.jsonValue()), { maxLength: 4 })
      .map((entries): unknown =>
        JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`),
      ),
  );
