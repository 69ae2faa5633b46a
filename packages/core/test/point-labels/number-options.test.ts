import { CATALOGUE, formatPoints } from '@loyalty-programs/core/point-labels';
import { describe, expect, test } from 'vitest';

const NB = '\u00A0';

describe('a signed label', () => {
  test.each([
    ['en', 50, '+50 points'],
    ['en', -1, '-1 point'],
    ['en', 0, '0 points'],
    ['en', -0.0001, '0 points'],
    ['pl', 2, '+2 punkty'],
    ['ga', 12, '+12 pointe'],
    ['ar-EG', 1, '\u061C+١ نقطة'],
    ['he', 1, '\u200E+1 נקודה'],
  ])('in %s for %d is "%s"', (locale, count, label) => {
    expect(formatPoints(count, { locale, signDisplay: 'exceptZero' })).toBe(label);
  });
});

describe('a compact label', () => {
  test.each([
    ['en', 1234, '1.2K points'],
    ['en', 999_999, '1M points'],
    ['en', 1, '1 point'],
    ['fr', 1e6, `1${NB}M de points`],
    ['fr', 1234, `1,2${NB}k points`],
    ['fr', 1_500_000, `1,5${NB}M de points`],
    ['es', 1e6, `1${NB}M de puntos`],
    ['es', 1e9, `1000${NB}M de puntos`],
    ['es', 1234, `1,2${NB}mil puntos`],
    ['it', 1_234_567, `1,2${NB}Mln di punti`],
    ['pt-BR', 2e6, `2${NB}mi de pontos`],
    ['ca', 1e6, `1${NB}M de punts`],
    ['ru', 1200, `1,2${NB}тыс. баллов`],
    ['ru', 21_000, `21${NB}тыс. баллов`],
    ['cs', 1500, `1,5${NB}tis. bodů`],
    ['ro', 1_200_000, `1,2${NB}mil. de puncte`],
    ['hi', 123_456, `1.2${NB}लाख पॉइंट`],
    ['ja', 12_345, '1.2万ポイント'],
    ['sw', 1234, `pointi elfu${NB}1.2`],
    // In full, where not every browser knows the words.
    ['ga', 1234, '1,234 pointe'],
    ['az', 1_234_567, '1.234.567 xal'],
  ])('in %s for %d is "%s"', (locale, count, label) => {
    expect(formatPoints(count, { locale, notation: 'compact' })).toBe(label);
  });

  test('has the form of the shown number, not of the given one', () => {
    expect(formatPoints(1.04, { locale: 'en', notation: 'compact', maximumFractionDigits: 1 })).toBe(
      '1 point',
    );
    expect(formatPoints(10n ** 9n, { locale: 'fr', notation: 'compact' })).toBe(`1${NB}Md de points`);
  });
});

describe('number options', () => {
  test.each([
    [1, { minimumFractionDigits: 1 }, 'en', '1.0 points'],
    [1, { minimumFractionDigits: 2 }, 'he', '1.00 נקודות'],
    [1, { minimumIntegerDigits: 2 }, 'he', '01 נקודה'],
    [1.4, { maximumFractionDigits: 0 }, 'ru', '1 балл'],
    [1.4, { maximumFractionDigits: 0 }, 'he', 'נקודה אחת'],
    [1234, { useGrouping: false }, 'de', '1234 Punkte'],
    [1234, { maximumSignificantDigits: 1 }, 'ru', `1${NB}000 баллов`],
    [5, { numberingSystem: 'arab' }, 'en', '٥ points'],
    [12_345, { numberingSystem: 'arab' }, 'ru', '١٢٬٣٤٥ баллов'],
    [21, { numberingSystem: 'deva' }, 'ru', '२१ балл'],
    [0.12345, { maximumFractionDigits: 5 }, 'en', '0.12345 points'],
    [5, { signDisplay: undefined }, 'en', '5 points'],
  ] as const)('%d with %o in %s is "%s"', (count, options, locale, label) => {
    expect(formatPoints(count, { locale, ...options })).toBe(label);
  });

  test('override those of the tag', () => {
    expect(formatPoints(5, { locale: 'ar-u-nu-arab', numberingSystem: 'latn' })).toBe('5 نقاط');
  });

  test.each(Object.keys(CATALOGUE))(
    'do not change the form in %s unless they change the number',
    (locale) => {
      for (const count of [0, 1, 2, 3, 5, 7, 11, 17, 21, 100, 101, 111, 1.5, 2.25, -1, -2, 1e6, 2_000_001]) {
        expect(formatPoints(count, { locale, maximumFractionDigits: 3 })).toBe(
          formatPoints(count, { locale }),
        );
      }
    },
  );
});

describe('a no-break space', () => {
  test.each([
    ['en', '5\u00A0points'],
    ['ro', '5\u00A0puncte'],
    ['sw', 'pointi\u00A05'],
    ['si', 'ලකුණු\u00A05\u00A0ක්'],
    ['ja', '5ポイント'],
  ])('stands beside the number in %s', (locale, label) => {
    expect(formatPoints(5, { locale, noBreak: true })).toBe(label);
  });

  test('leaves spaces within a unit alone', () => {
    expect(formatPoints(20, { locale: 'ro', noBreak: true })).toBe('20\u00A0de puncte');
    const pointDefinition = { customName: 'Shiny Stars' };
    expect(formatPoints(5, { locale: 'en', pointDefinition, noBreak: true })).toBe('5\u00A0Shiny Stars');
    expect(formatPoints(1, { locale: 'he', noBreak: true })).toBe('נקודה אחת');
  });
});
