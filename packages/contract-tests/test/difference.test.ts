import { describe, expect, it } from 'vitest';
import { differenceBetween } from '../src/difference.js';
import { snapshotOf, mutateDeep } from '../src/plain-data.js';

describe('differenceBetween', () => {
  it.each([
    ['a text', 'a', 'b', 'expected "b", got "a"'],
    ['an absent property', {}, { a: undefined }, 'at a: expected undefined, got nothing'],
    ['a property too much', { a: undefined }, {}, 'at a: expected nothing, got undefined'],
    ['null and an object', { a: null }, { a: {} }, 'at a: expected {}, got null'],
    ['a list and an object', [], {}, 'expected {}, got []'],
    ['a map and an object', new Map(), {}, 'expected {}, got []'],
    ['a longer list', { a: [1, 2] }, { a: [1] }, 'at a.1: expected nothing, got 2'],
    ['a deep value in a map', new Map([['k', { a: [0] }]]), new Map([['k', { a: [1] }]]), 'at k.a.0: '],
    ['text in another normal form', 'e\u0301', '\u00e9', 'expected "é"'],
  ])('tells the difference of %s', (_, actual, expected, difference) => {
    expect(differenceBetween(actual, expected)).toContain(difference);
  });

  it('finds none in equal data, however deep', () => {
    const data = () => ({ a: [1, { b: null }], c: new Map([['d', { e: 'f' }]]) });
    expect(differenceBetween(data(), data())).toBeUndefined();
  });
});

describe('mutateDeep', () => {
  it('changes everything mutable, and no earlier snapshot', () => {
    const data = {
      text: 'a',
      list: [{ b: 1 }],
      map: new Map([['k', { c: 2 }]]),
      frozen: Object.freeze({ d: 3 }),
    };
    const { list, map, frozen } = data;
    const inner = list[0];
    const before = snapshotOf(data);
    mutateDeep(data);
    expect([data.text, list, map.size, inner]).toEqual(['spoilt', [], 0, { b: 'spoilt' }]);
    expect(frozen).toEqual({ d: 3 });
    expect(before).toEqual({
      text: 'a',
      list: [{ b: 1 }],
      map: new Map([['k', { c: 2 }]]),
      frozen: { d: 3 },
    });
  });
});
