import { nameForms } from '@loyalty-programs/contract-tests';
import type { PointDefinition } from '@loyalty-programs/core';
import { CATALOGUE, formatPoints, unitName } from '@loyalty-programs/core/point-labels';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { KNOWN_FORMS } from './known-forms.js';

const DEFAULT: PointDefinition = { customName: null, customNameForms: null, icon: null };

const en = { locale: 'en' };

describe('a label in the default unit', () => {
  test.each(KNOWN_FORMS)('in %s for %d is "%s" (%s)', (locale, count, label) => {
    expect(formatPoints(count, { locale, pointDefinition: DEFAULT })).toBe(label);
  });

  test('has a reviewed sample in every language of the catalogue', () => {
    const covered = new Set(KNOWN_FORMS.map(([locale]) => unitName({ locale })));
    for (const [locale, { name }] of Object.entries(CATALOGUE))
      expect([locale, covered.has(name)]).toEqual([locale, true]);
  });

  test.each([
    [-1, '-1 point'],
    [-5, '-5 points'],
    [-0, '0 points'],
    [-0.0004, '0 points'],
    [-0.0006, '-0.001 points'],
    [1.0004, '1 point'],
    [0.9996, '1 point'],
    [1.0006, '1.001 points'],
    [Number.POSITIVE_INFINITY, '∞ points'],
    [Number.NEGATIVE_INFINITY, '-∞ points'],
    [Number.NaN, '– points'],
    [1n, '1 point'],
    [-1n, '-1 point'],
    [Number.MAX_VALUE, `179,769,313,486,231,570${',000'.repeat(97)} points`],
    [10n ** 21n, '1,000,000,000,000,000,000,000 points'],
  ])('for %s is "%s"', (count, label) => {
    expect(formatPoints(count, en)).toBe(label);
  });

  test('has the form of the last digits, however large the number', () => {
    expect(formatPoints(10n ** 24n + 2n, { locale: 'ru' })).toMatch(/002 балла$/u);
    expect(formatPoints(10n ** 24n + 12n, { locale: 'ru' })).toMatch(/012 баллов$/u);
    expect(formatPoints(10n ** 24n, { locale: 'fr' })).toMatch(/000 de points$/u);
    expect(formatPoints(1e21, { locale: 'fr' })).toMatch(/000 de points$/u);
    expect(formatPoints(1e18, { locale: 'es' })).toMatch(/000 de puntos$/u);
    expect(formatPoints(10n ** 24n + 1n, { locale: 'fr' })).toMatch(/001 points$/u);
  });

  test.each(Object.keys(CATALOGUE))(
    'in %s has the form of the digits shown, however large the number',
    (locale) => {
      fc.assert(
        fc.property(
          fc.double({ min: 2 ** 53, max: 1e30, noNaN: true }),
          fc.boolean(),
          (magnitude, isDebt) => {
            const count = isDebt ? -magnitude : magnitude;
            const shown = BigInt(count.toLocaleString('en', { useGrouping: false }));
            expect(formatPoints(count, { locale })).toBe(formatPoints(shown, { locale }));
          },
        ),
      );
    },
  );

  test('shows a minus sign even if the language spells one and two without digits', () => {
    expect(formatPoints(-1, { locale: 'ar-EG' })).toContain('١');
    expect(formatPoints(-2, { locale: 'ar-EG' })).toContain('٢');
  });

  test('is isolated from the text around it on request', () => {
    expect(formatPoints(5, { ...en, isolate: true })).toBe('\u20685 points\u2069');
  });
});

describe('a label in a custom unit', () => {
  const stars = { customName: 'Stars' };
  const forms = [
    { locale: 'pl', forms: { one: 'gwiazdka', few: 'gwiazdki', many: 'gwiazdek', other: 'gwiazdki' } },
    { locale: 'pt-PT', forms: { one: 'estrela', other: 'estrelas' } },
    { locale: 'eo', forms: { one: 'stelo', other: 'steloj' } },
    { locale: 'zh-Hant', forms: { other: '星星' } },
    { locale: 'no', forms: { one: 'stjerne', other: 'stjerner' } },
  ];
  const inflected = { ...stars, customNameForms: forms };

  test('shows the name as written', () => {
    expect(formatPoints(1, { ...en, pointDefinition: stars })).toBe('1 Stars');
    expect(formatPoints(1234.5, { locale: 'de', pointDefinition: stars })).toBe('1.234,5 Stars');
    expect(unitName({ locale: 'pl', pointDefinition: inflected })).toBe('Stars');
  });

  test('places the number as the language does', () => {
    expect(formatPoints(5, { locale: 'sw', pointDefinition: stars })).toBe('Stars 5');
  });

  test.each([
    ['pl-PL', 1, '1 gwiazdka'],
    ['pl', 5, '5 gwiazdek'],
    ['pl', 1.5, '1,5 gwiazdki'],
    ['pt-PT', 2, '2 estrelas'],
    ['pt-PT', 0, '0 estrelas'],
    ['pt-PT', 1.5, '1,5 estrelas'],
    ['pt-BR', 2, '2 Stars'],
    ['eo', 2, '2 steloj'],
    ['zh-TW', 2, '2 星星'],
    ['zh-CN', 2, '2 Stars'],
    ['no', 1, '1 stjerne'],
    ['nb-NO', 2, '2 stjerner'],
    ['nn', 2, '2 Stars'],
    ['en', 2, '2 Stars'],
  ])('is inflected by its forms in %s: %d', (locale, count, label) => {
    expect(formatPoints(count, { locale, pointDefinition: inflected })).toBe(label);
  });

  test('never throws, whatever the forms', () => {
    fc.assert(
      fc.property(nameForms(), fc.double(), fc.string(), (customNameForms, count, locale) => {
        const pointDefinition = { customName: '$& $1', customNameForms };
        expect(formatPoints(count, { locale, pointDefinition })).not.toBe('');
      }),
    );
  });
});

describe('the language', () => {
  test.each([
    ['zh-TW', '點數'],
    ['zh-HK', '積分'],
    ['zh-Hant-MO', '積分'],
    ['zh-Hant', '點數'],
    ['zh-Hans-HK', '积分'],
    ['yue', '積分'],
    ['yue-CN', '积分'],
    ['zh-yue', '積分'],
    ['zh-cmn-Hans', '积分'],
    ['zh-cmn-Hant-TW', '點數'],
    ['zh-min-nan', '积分'],
    ['ary', 'نقاط'],
    ['ar-ary', 'نقاط'],
    ['gsw-CH', 'Punkte'],
    ['prs', 'امتیاز'],
    ['no-bok', 'Poeng'],
    ['ru_RU.UTF-8', 'Баллы'],
    ['de_DE@euro', 'Punkte'],
    ['de_AT.ISO-8859-15@euro', 'Punkte'],
    ['sr_RS@latin', 'Poeni'],
    ['sr_RS.UTF-8@latin', 'Poeni'],
    ['sr_RS@cyrillic', 'Поени'],
    ['ca_ES@valencia', 'Punts'],
    ['uz_UZ@cyrillic', 'Points'],
    ['C.UTF-8', 'Points'],
    ['POSIX', 'Points'],
    ['sh_ME', 'Poeni'],
    ['zh-Hant-CN', '點數'],
    ['zh', '积分'],
    ['zh-SG', '积分'],
    ['sr', 'Поени'],
    ['sr-Latn-RS', 'Poeni'],
    ['sr-ME', 'Poeni'],
    ['no', 'Poeng'],
    ['iw', 'נקודות'],
    ['in', 'Poin'],
    ['tl', 'Mga Puntos'],
    ['sh', 'Poeni'],
    ['pt_BR', 'Pontos'],
    ['EN-us', 'Points'],
    ['de-u-nu-arab', 'Punkte'],
    ['ru-Latn', 'Points'],
    ['xx', 'Points'],
    ['', 'Points'],
    ['*', 'Points'],
    ['x-private', 'Points'],
    ['i-klingon', 'Points'],
    ['x'.repeat(10_000), 'Points'],
  ])('for %.20s is that of "%s"', (locale, name) => {
    expect(unitName({ locale })).toBe(name);
  });

  test('is the first available one of several', () => {
    expect(unitName({ locale: ['xx', '???', 'pl', 'en'] })).toBe('Punkty');
    expect(unitName({ locale: [] })).toBe('Points');
  });

  test('uses the numbering system of a tag', () => {
    expect(formatPoints(5, { locale: 'ar-u-nu-latn' })).toBe('5 نقاط');
    expect(formatPoints(12345, { locale: 'en-IN' })).toBe('12,345 points');
    expect(formatPoints(123456, { locale: 'en-IN' })).toBe('1,23,456 points');
  });

  test('never makes a label throw or lose its number', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...Object.keys(CATALOGUE))),
        fc.integer({ min: 3 }),
        (locale, count) => {
          const digits = formatPoints(count, { locale }).match(/\p{Nd}/gu) ?? [];
          expect(digits.length).toBe(String(count).length);
        },
      ),
    );
  });
});

describe('the numbers of a substitute', () => {
  const SUBSTITUTED = [
    ...'az bs gl is mk be hy ka sq cy ga mt eu kk nn'.split(' '),
    ...'lb lo km mn si zu my gd fo ky oc uz eo ne pa'.split(' '),
    // Older data lack some.
  ].filter((language) => Intl.NumberFormat.supportedLocalesOf(language).length > 0);
  const COUNTS = [0, 5, 12_345, 1_234_567.891, -1.5, 0.25];
  // Older data group the four digits of Armenian.
  const COUNTS_HERE = Number(process.versions['cldr']) >= 48 ? [...COUNTS, 1234] : COUNTS;

  test.each(SUBSTITUTED)('are formatted as in %s', (language) => {
    for (const count of COUNTS_HERE) {
      expect(formatPoints(count, { locale: language })).toContain(
        new Intl.NumberFormat(language).format(count),
      );
    }
  });
});

describe('for a language unknown to the runtime', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  const numberFormats = Intl.NumberFormat.supportedLocalesOf.bind(Intl.NumberFormat);
  const pluralRules = Intl.PluralRules.supportedLocalesOf.bind(Intl.PluralRules);

  const without =
    (languages: readonly string[], known: (tag: string) => readonly string[]) =>
    (tags: unknown): string[] =>
      [tags]
        .flat()
        .map(String)
        .filter((tag) => !languages.includes(tag.replace(/-.*/u, '')) && known(tag).length > 0);

  const unknowing = async (languages: readonly string[]) => {
    vi.resetModules();
    vi.spyOn(Intl.NumberFormat, 'supportedLocalesOf').mockImplementation(without(languages, numberFormats));
    vi.spyOn(Intl.PluralRules, 'supportedLocalesOf').mockImplementation(without(languages, pluralRules));
    return (await import('../../src/point-labels/index.js')).formatPoints;
  };

  test("Welsh, Irish and Maltese take numbers of their neighbours, never of the reader's own language", async () => {
    const format = await unknowing(['cy', 'ga', 'mt']);
    expect(format(1234, { locale: 'cy' })).toBe('1,234 pwynt');
    expect(format(3, { locale: 'cy-GB' })).toBe('3 phwynt');
    expect(format(7, { locale: 'ga' })).toBe('7 bpointe');
    expect(format(1234, { locale: 'mt' })).toBe('1,234 punt');
  });

  test('words stay, with numbers that need no data', async () => {
    const format = await unknowing(['pl', 'en']);
    expect(format(1234.5, { locale: ['pl', 'de'] })).toBe('1234,5 punktu');
    expect(format(-1, { locale: 'pl' })).toBe('-1 punkt');
    expect(format(1234.5, { locale: 'xx' })).toBe('1234.5 points');
  });
});
