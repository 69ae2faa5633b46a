import { describe, expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';
import { parseExpiringPointsPercentage, parseMonthsOfInactivity } from '../support/parsers.js';

describe.each([
  ['months of inactivity', parseMonthsOfInactivity, 12],
  ['the percentage of expiring points', parseExpiringPointsPercentage, 100],
])('%s', (_what, parse, max) => {
  test('is a whole number from 1', () => {
    for (let raw = 1; raw <= max; raw += 1) expect(parse(raw)._unsafeUnwrap()).toBe(raw);
  });

  test.each([
    [0, 'MIN', { threshold: 1 }],
    [-0, 'MIN', { threshold: 1 }],
    [Number.NEGATIVE_INFINITY, 'MIN', { threshold: 1 }],
    [0.5, 'MIN', { threshold: 1 }],
    [max + 1, 'MAX', { threshold: max }],
    [Number.POSITIVE_INFINITY, 'MAX', { threshold: max }],
    [1.5, 'TYPE', { expected: 'a whole number' }],
    [Number.NaN, 'TYPE', { expected: 'a whole number' }],
    ['3', 'TYPE', { expected: 'a whole number' }],
    [3n, 'TYPE', { expected: 'a whole number' }],
    [true, 'TYPE', { expected: 'a whole number' }],
    [[3], 'TYPE', { expected: 'a whole number' }],
  ])('is not %s', (raw, violatedRule, data) => {
    expect(parse(raw).match(unexpected, theError)).toMatchObject([{ violatedRule, data }]);
  });
});
