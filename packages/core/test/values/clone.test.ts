import { clone } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** All objects and lists in a value, itself included. */
const partsOf = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];

describe('a copy', () => {
  const values = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue(),
    { noNullPrototype: true },
  );

  it('is equal, and shares nothing', () => {
    fc.assert(
      fc.property(values, (value) => {
        const copy = clone(value);
        expect(copy).toStrictEqual(value);
        const parts = new Set(partsOf(value));
        expect(partsOf(copy).filter((part) => parts.has(part))).toEqual([]);
      }),
    );
  });

  it('distinguishes absent from undefined', () => {
    expect(clone({ given: undefined, list: [undefined, null] })).toStrictEqual({
      given: undefined,
      list: [undefined, null],
    });
  });
});
