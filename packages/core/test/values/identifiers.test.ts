import {
  accountIdOf,
  actorOf,
  parseAccountId,
  parseActor,
  parseSiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import { anyTexts, siteIds, storableTexts, unstorableTexts } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { none, rules } from '../support/violations.js';
import { no, yes } from '../support/outcomes.js';

describe('a site id', () => {
  test.each([
    ['', 'MIN_LENGTH'],
    ['x'.repeat(65), 'MAX_LENGTH'],
    ['a b', 'FORMAT'],
    ['a/b', 'FORMAT'],
    ['é', 'FORMAT'],
    ['shop\n', 'FORMAT'],
    [7, 'TYPE'],
    [null, 'TYPE'],
  ])('is not %j', (raw, rule) => {
    expect(parseSiteId(raw).match(none, rules)).toEqual([rule]);
  });

  test('is kept as written', () => {
    fc.assert(
      fc.property(siteIds(), (siteId) => {
        expect(parseSiteId(siteId)._unsafeUnwrap()).toBe(siteId);
      }),
    );
    expect(siteIdOf('x'.repeat(64))).toHaveLength(64);
  });

  test('consists only of allowed characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyTexts(3)), (text) => {
        const isSiteId = /^[a-z0-9._:-]{1,64}$/i.test(text);
        expect(parseSiteId(text).match(yes, no)).toBe(isSiteId);
      }),
    );
  });

  test('of the program itself that is malformed is a bug and throws', () => {
    expect(() => siteIdOf('a b')).toThrow(/^siteId must be made of/);
    expect(() => actorOf('')).toThrow(/actor/);
    expect(() => accountIdOf('\u0000')).toThrow(/accountId/);
  });
});

describe.each([
  ['an account id', parseAccountId],
  ['an actor', parseActor],
])('%s', (_what, parse) => {
  test('is kept as written', () => {
    fc.assert(
      fc.property(storableTexts({ maxLength: 255 }), (text) => {
        expect(parse(text)._unsafeUnwrap()).toBe(text);
      }),
    );
  });

  test('has 1 to 255 storable characters', () => {
    expect(parse('').match(none, rules)).toEqual(['MIN_LENGTH']);
    expect(parse('🎁'.repeat(255)).match(none, rules)).toEqual([]);
    expect(parse('🎁'.repeat(256)).match(none, rules)).toEqual(['MAX_LENGTH']);
    expect(parse(1).match(none, rules)).toEqual(['TYPE']);
    fc.assert(
      fc.property(unstorableTexts(), (text) => {
        expect(parse(text).match(none, rules)).toEqual(['FORBIDDEN_CHARACTER']);
      }),
    );
  });
});
