import {
  CATALOGUE,
  type PointsPart,
  formatPoints,
  formatPointsRange,
  formatPointsToParts,
} from '@loyalty-programs/core/point-labels';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const join = (parts: readonly { readonly value: string }[]): string =>
  parts.map(({ value }) => value).join('');

const numbersIn = (parts: readonly PointsPart[]): readonly PointsPart[] =>
  parts.filter(({ type }) => type === 'number');

describe('the parts of a label', () => {
  test('are number, space and unit', () => {
    expect(formatPointsToParts(1234.5, { locale: 'en' })).toEqual([
      {
        type: 'number',
        value: '1,234.5',
        parts: [
          { type: 'integer', value: '1' },
          { type: 'group', value: ',' },
          { type: 'integer', value: '234' },
          { type: 'decimal', value: '.' },
          { type: 'fraction', value: '5' },
        ],
      },
      { type: 'literal', value: ' ' },
      { type: 'unit', value: 'points' },
    ]);
  });

  test('are in the order of the language', () => {
    expect(formatPointsToParts(5, { locale: 'sw' }).map(({ value }) => value)).toEqual(['pointi', ' ', '5']);
    expect(formatPointsToParts(5, { locale: 'ja' }).map(({ value }) => value)).toEqual(['5', 'ポイント']);
    expect(formatPointsToParts(12, { locale: 'mt' }).map(({ value }) => value)).toEqual(['12', '-il punt']);
    expect(formatPointsToParts(20, { locale: 'ro' }).map(({ value }) => value)).toEqual([
      ...['20', ' ', 'de puncte'],
    ]);
  });

  test('have no number if words express it', () => {
    expect(formatPointsToParts(2, { locale: 'ar' })).toEqual([{ type: 'unit', value: 'نقطتان' }]);
  });

  test('include the words of compact notation in the number', () => {
    const [number] = formatPointsToParts(1e6, { locale: 'fr', notation: 'compact' });
    expect(number).toMatchObject({ type: 'number', value: '1\u00A0M' });
  });

  test('have separate isolates', () => {
    const parts = formatPointsToParts(5, { locale: 'en', isolate: true });
    expect(parts.at(0)).toEqual({ type: 'literal', value: '\u2068' });
    expect(parts.at(-1)).toEqual({ type: 'literal', value: '\u2069' });
  });

  test('join to the label, and those of the number to the number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(CATALOGUE)),
        fc.oneof(fc.integer(), fc.double(), fc.bigInt(), fc.constantFrom(0, 1, 2, -1, -0, -0.0001, NaN)),
        fc.record({
          isolate: fc.boolean(),
          noBreak: fc.boolean(),
          pointDefinition: fc.constantFrom(null, { customName: 'Stars # 1' }, { customName: ' \n*\n* ' }),
        }),
        fc.constantFrom<object>(
          {},
          { notation: 'compact' },
          { signDisplay: 'always' },
          { minimumFractionDigits: 2 },
        ),
        (locale, count, options, number) => {
          const all = { locale, ...options, ...number };
          const parts = formatPointsToParts(count, all);
          expect(join(parts)).toBe(formatPoints(count, all));
          expect(numbersIn(parts).length).toBeLessThanOrEqual(1);
          for (const part of parts) {
            expect(part.value).not.toBe('');
            if (part.type === 'number') expect(join(part.parts)).toBe(part.value);
          }
        },
      ),
    );
  });
});

describe('a range', () => {
  test.each([
    ['en', 100, 200, '100–200 points'],
    ['en', 0, 1, '0–1 points'],
    ['de', 0, 1, '0–1 Punkt'],
    ['ru', 1, 2, '1–2 балла'],
    ['ru', 5, 21, '5–21 балл'],
    ['pl', 2, 5, '2–5 punktów'],
    ['sl', 100, 101, '100–101 točke'],
    ['ar-EG', 1, 2, '١–٢ نقطة'],
    ['he', 0.5, 1, '0.5–1 נקודה'],
    ['ga', 11, 12, '11–12 pointe'],
    ['ja', 100, 200, '100～200ポイント'],
    ['eu', 1, 5, '1–5 puntu'],
    ['my', 1, 5, '၁–၅ ပွိုင့်'],
    ['en', 5, 5, '5 points'],
    ['he', 1, 1, 'נקודה אחת'],
    ['en', 1.0001, 1.0002, '1 point'],
    ['en', -0.0001, 5, '0–5 points'],
    ['en', 200, 100, '200–100 points'],
    ['en', Number.NaN, 5, '––5 points'],
    ['en', 5, Number.NaN, '5–– points'],
  ])('in %s from %d to %d is "%s"', (locale, start, end, label) => {
    expect(formatPointsRange(start, end, { locale })).toBe(label);
  });

  test('accepts the options of a label', () => {
    expect(formatPointsRange(1000, 2000, { locale: 'en', notation: 'compact', noBreak: true })).toBe(
      '1K – 2K\u00A0points',
    );
    expect(
      formatPointsRange(1n, 2n, { locale: 'en', pointDefinition: { customName: 'Stars' }, isolate: true }),
    ).toBe('\u20681–2 Stars\u2069');
    const customNameForms = [
      { locale: 'pl', forms: { few: 'gwiazdki', many: 'gwiazdek', other: 'gwiazdki' } },
    ];
    expect(
      formatPointsRange(2, 5, { locale: 'pl', pointDefinition: { customName: 'Stars', customNameForms } }),
    ).toBe('2–5 gwiazdek');
  });
});
