import {
  CATALOGUE,
  formatPoints,
  formatPointsRange,
  formatPointsToParts,
  pointPatterns,
  resolveLabelLocale,
  unitName,
} from '@loyalty-programs/core/point-labels';
import { describe, expect, test } from 'vitest';

const STARS = {
  customName: 'Stars',
  customNameForms: [
    { locale: 'pl', forms: { one: 'gwiazdka', few: 'gwiazdki', other: 'gwiazdek' } },
    { locale: 'ur', forms: { other: 'ستارے' } },
  ],
};

describe('the language of a label', () => {
  test.each([
    ['en-GB', 'en', 'ltr'],
    ['pt-AO', 'pt-PT', 'ltr'],
    ['zh-TW', 'zh-Hant', 'ltr'],
    ['ary', 'ar', 'rtl'],
    ['he', 'he', 'rtl'],
    ['fa-IR', 'fa', 'rtl'],
    ['ur', 'ur', 'rtl'],
    ['xx', 'en', 'ltr'],
  ])('for %s is %s, %s', (wanted, locale, direction) => {
    expect(resolveLabelLocale({ locale: wanted })).toEqual({ locale, direction });
  });

  test('is a well-formed tag in every language of the catalogue', () => {
    for (const tag of Object.keys(CATALOGUE)) {
      const { locale } = resolveLabelLocale({ locale: tag });
      expect([locale, ...Intl.getCanonicalLocales(locale)]).toEqual([tag, tag]);
    }
  });

  test('is that of the forms of a custom name, and unknown without', () => {
    expect(resolveLabelLocale({ locale: ['xx', 'ur-PK'], pointDefinition: STARS })).toEqual({
      locale: 'ur',
      direction: 'rtl',
    });
    expect(resolveLabelLocale({ locale: 'de', pointDefinition: STARS })).toEqual({
      locale: 'und',
      direction: 'auto',
    });
  });
});

describe('a name in the middle of a sentence', () => {
  test.each([
    ['en', 'points'],
    ['de', 'Punkte'],
    ['lb', 'Punkten'],
    ['ru', 'баллы'],
    ['fil', 'mga puntos'],
    ['ja', 'ポイント'],
  ])('in %s is "%s"', (locale, name) => {
    expect(unitName({ locale, context: 'sentence' })).toBe(name);
  });

  test('is shown as written if custom', () => {
    expect(unitName({ locale: 'en', pointDefinition: STARS, context: 'sentence' })).toBe('Stars');
  });
});

describe('the patterns', () => {
  test.each(Object.entries(CATALOGUE))(
    'of the default unit are those of the catalogue in %s',
    (locale, unit) => {
      expect(pointPatterns({ locale })).toEqual(unit.patterns);
    },
  );

  test('of a custom name derive from its forms', () => {
    expect(pointPatterns({ locale: 'pl', pointDefinition: STARS })).toEqual({
      one: '# gwiazdka',
      few: '# gwiazdki',
      other: '# gwiazdek',
    });
    expect(pointPatterns({ locale: 'sw', pointDefinition: STARS })).toEqual({ other: 'Stars #' });
  });

  test('are copies', () => {
    Object.assign(pointPatterns({ locale: 'en' }), { other: 'spoilt' });
    expect(formatPoints(5, { locale: 'en' })).toBe('5 points');
  });
});

describe('units given at run time', () => {
  const units = {
    de: { name: 'Treuepunkte', patterns: { one: '# Treuepunkt', other: '# Treuepunkte' } },
    hsb: { name: 'Dypki', patterns: { one: '# dypk', two: '# dypkaj', few: '# dypki', other: '# dypkow' } },
    ckb: { name: 'خاڵ', patterns: { other: '# خاڵ' } },
    tlh: { name: 'mItmey', patterns: { '=1': 'wa’ mIt', other: 'mItmey #' } },
    'pt-BR': { name: 'Milhas', patterns: { one: '# milha', other: '# milhas' } },
  };

  test.each([
    ['de-AT', 1, '1 Treuepunkt'],
    ['hsb', 2, '2 dypkaj'],
    ['hsb', 103, '103 dypki'],
    ['tlh', 1, 'wa’ mIt'],
    ['tlh', 5, 'mItmey 5'],
    ['pt-BR', 5, '5 milhas'],
    ['pt-PT', 5, '5 pontos'],
    ['en', 5, '5 points'],
  ])('are used in %s: %d', (locale, count, label) => {
    expect(formatPoints(count, { locale, units })).toBe(label);
  });

  test('have names, directions and patterns too', () => {
    expect(unitName({ locale: 'de', units })).toBe('Treuepunkte');
    expect(unitName({ locale: 'tlh', units, context: 'sentence' })).toBe('mItmey');
    expect(resolveLabelLocale({ locale: 'ckb', units })).toEqual({ locale: 'ckb', direction: 'rtl' });
    expect(pointPatterns({ locale: 'de', units })).toEqual(units.de.patterns);
    expect(formatPointsRange(1, 5, { locale: 'tlh', units })).toBe('mItmey 1–5');
  });

  test('define where the number of a custom name goes', () => {
    expect(formatPoints(5, { locale: 'tlh', units, pointDefinition: { customName: 'Stars' } })).toBe(
      'Stars 5',
    );
  });

  test('do not persist', () => {
    expect(formatPoints(5, { locale: 'tlh' })).toBe('5 points');
  });
});

describe('whatever JavaScript passes', () => {
  const COUNTS: readonly unknown[] = [
    ...[
      undefined,
      null,
      '',
      '12',
      'twelve',
      true,
      {},
      [],
      Symbol('5'),
      new Date(0),
      () => 5,
      NaN,
      -0,
      Infinity,
    ],
  ];
  const OPTIONS: readonly unknown[] = [
    ...[undefined, null, 5, 'en', [], {}, { locale: null }, { locale: 5 }, { locale: [null, 5, 'pl'] }],
    ...[{ locale: {} }, { locale: Symbol('en') }, { locale: 'en', pointDefinition: 5 }],
    { locale: 'en', pointDefinition: { customName: 5 } },
    { locale: 'pl', pointDefinition: { customName: 'Stars', customNameForms: 5 } },
    {
      locale: 'pl',
      pointDefinition: { customName: 'Stars', customNameForms: [null, 5, {}, { locale: 'pl' }] },
    },
    {
      locale: 'pl',
      pointDefinition: { customName: 'Stars', customNameForms: [{ locale: 'pl', forms: {} }] },
    },
    {
      locale: 'pl',
      pointDefinition: { customName: 'Stars', customNameForms: [{ locale: 'pl', forms: { other: 5 } }] },
    },
    ...[5, {}, { en: null }, { en: {} }, { en: { name: 5, patterns: 5 } }].map((units) => ({
      locale: 'en',
      units,
    })),
    { locale: 'en', units: { en: { name: 'Points', patterns: { one: 5, other: '' } } } },
    { locale: 'en', signDisplay: 'sometimes', notation: 'roman', numberingSystem: '?' },
    { locale: 'en', minimumFractionDigits: 1000 },
    { locale: 'en', minimumFractionDigits: 5n },
    { locale: 'en', style: 'currency', currency: 'no currency' },
    { locale: 'en', style: 'unit' },
    { locale: 'en', context: 5, isolate: 5, noBreak: 5 },
  ];

  const call = (target: (...args: never[]) => unknown, args: readonly unknown[]): unknown =>
    Reflect.apply(target, undefined, args);

  test.each(OPTIONS.map((options) => [options]))('nothing throws for %o', (options) => {
    for (const count of COUNTS) {
      expect(call(formatPoints, [count, options])).toEqual(expect.any(String));
      expect(call(formatPointsRange, [count, 5, options])).toEqual(expect.any(String));
      expect(call(formatPointsToParts, [count, options])).toEqual(expect.any(Array));
    }
    expect(call(unitName, [options])).toEqual(expect.any(String));
    expect(call(pointPatterns, [options])).toHaveProperty('other');
    expect(call(resolveLabelLocale, [options])).toHaveProperty('direction');
  });

  test.each([
    ['12', '12 points'],
    ['', '– points'],
    ['twelve', '– points'],
    [null, '– points'],
    [undefined, '– points'],
    [true, '– points'],
    [Symbol('5'), '– points'],
  ])('as count, %o, is shown as "%s"', (count, label) => {
    expect(call(formatPoints, [count, { locale: 'en' }])).toBe(label);
  });

  test('invalid options are ignored', () => {
    expect(call(formatPoints, [1234, { locale: 'de', signDisplay: 'sometimes' }])).toBe('1.234 Punkte');
    expect(call(formatPoints, [5, undefined])).toBe('5 points');
    expect(call(formatPoints, [5, { locale: [null, 5, 'pl'] }])).toBe('5 punktów');
  });
});
