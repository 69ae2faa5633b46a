import type { FieldViolation } from '@loyalty-programs/core';
import {
  anyTexts,
  customNames,
  forbiddenTexts,
  invisibleTexts,
  programNames,
  tooLongTexts,
} from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';
import { parseCustomName, parseProgramName } from '../support/parsers.js';

type Ranges = readonly (readonly [number, number])[];

const FORBIDDEN: Ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xd800, 0xdfff],
  [0x2028, 0x2029],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];

/** White_Space and Default_Ignorable_Code_Point as the Unicode Character Database lists them, and U+2800. */
const INVISIBLE: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const isIn = (ranges: Ranges) => (codePoint: number) =>
  ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

/** The rules for displayed texts, written once more. */
const expectedViolations = (text: string, [min, max]: readonly [number, number]): object[] => {
  const codePoints = Array.from(text.normalize('NFC').trim(), (each) => each.codePointAt(0) ?? 0);
  const forbidden = codePoints.find(isIn(FORBIDDEN));
  const hex = forbidden?.toString(16).toUpperCase().padStart(4, '0') ?? '';
  return [
    ...(codePoints.length < min ? [{ violatedRule: 'MIN_LENGTH', data: { threshold: min } }] : []),
    ...(codePoints.length > max ? [{ violatedRule: 'MAX_LENGTH', data: { threshold: max } }] : []),
    ...(forbidden === undefined
      ? []
      : [{ violatedRule: 'FORBIDDEN_CHARACTER', data: { codePoint: `U+${hex}` } }]),
    ...(codePoints.length > 0 && codePoints.every(isIn(INVISIBLE))
      ? [{ violatedRule: 'INVISIBLE', data: {} }]
      : []),
  ];
};

const ruleAndData = (violations: readonly FieldViolation[]) =>
  violations.map(({ violatedRule, data }) => ({ violatedRule, data }));

const texts = fc.oneof(
  anyTexts(),
  anyTexts(3),
  programNames(),
  invisibleTexts({ maxLength: 5 }),
  forbiddenTexts({ maxLength: 5 }),
  tooLongTexts({ maxLength: 50 }),
);

describe('any text', () => {
  test('is accepted as a name in its normal form, or refused with every violated rule', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const violations = expectedViolations(text, [2, 50]);
        const parsed = parseProgramName(text);
        if (violations.length > 0) {
          expect(ruleAndData(parsed.match(unexpected, theError))).toEqual(violations);
        } else {
          expect(parsed._unsafeUnwrap()).toBe(text.normalize('NFC').trim());
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is accepted as a custom name or as none, or refused with every violated rule', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const violations = expectedViolations(text, [0, 20]);
        const parsed = parseCustomName(text);
        if (violations.length > 0) {
          expect(ruleAndData(parsed.match(unexpected, theError))).toEqual(violations);
        } else {
          expect(parsed._unsafeUnwrap() ?? '').toBe(text.normalize('NFC').trim());
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('each code point of Unicode is judged by the same tables', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x3000 ? 1 : 13) {
      const text = `${String.fromCodePoint(codePoint)}${String.fromCodePoint(codePoint)}`;
      const rules = parseProgramName(text).match(() => [], ruleAndData);
      const expected = expectedViolations(text, [2, 50]);
      if (JSON.stringify(rules) !== JSON.stringify(expected))
        expect({ codePoint, rules }).toEqual({ codePoint, rules: expected });
    }
  });
});

describe('an accepted text', () => {
  test('is in its normal form, survives encoding, and is accepted again unchanged', () => {
    fc.assert(
      fc.property(programNames(), (raw) => {
        const name = parseProgramName(raw)._unsafeUnwrap();
        expect(name).toBe(name.normalize('NFC').trim());
        expect(Array.from(name).length).toBeLessThanOrEqual(50);
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(name))).toBe(
          name,
        );
        expect(JSON.parse(JSON.stringify(name))).toBe(name);
        expect(parseProgramName(name)._unsafeUnwrap()).toBe(name);
      }),
    );
    fc.assert(
      fc.property(customNames(), (raw) => {
        const name = parseCustomName(raw)._unsafeUnwrap();
        expect(parseCustomName(name)._unsafeUnwrap()).toBe(name);
      }),
    );
  });
});
