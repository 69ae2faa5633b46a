import * as labels from '@loyalty-programs/core/point-labels';
import { afterEach, describe, expect, test, vi } from 'vitest';

const INTL = Intl;
const TAGS = [
  ...Object.keys(labels.CATALOGUE),
  ...'en-GB pt-BR pt-AO zh-TW zh-HK zh-MO zh-SG yue yue-CN zh-cmn-Hans ary gsw sr-ME sr_RS@latin sh cnr iw in no'.split(
    ' ',
  ),
  ...'ru_RU.UTF-8 ru-Latn az-IR uz-AF uz-Cyrl pa-PK mn-CN tl prs zh-Hant-CN xx'.split(' '),
];
const COUNTS = [
  0, 1, 2, 3, 5, 6, 7, 11, 12, 17, 21, 22, 100, 101, 111, 1e6, -1, -2, 0.5, 1.5, -0.0001, 1.0005,
];

const load = async (intl: unknown): Promise<typeof labels> => {
  vi.resetModules();
  vi.stubGlobal('Intl', intl);
  return import('../../src/point-labels/index.js');
};

/** `Intl` without some of its members. */
const without = (...names: readonly string[]): unknown =>
  Object.fromEntries(
    Object.getOwnPropertyNames(INTL)
      .filter((name) => !names.includes(name))
      .map((name): [string, unknown] => [name, Reflect.get(INTL, name)]),
  );

/** The words of a label, whose digits and separators are those of the runtime. */
const words = (label: string): string => label.replace(/[\p{Nd}.,٫٬\s\u200E\u200F\u061C−-]+/gu, ' ').trim();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('without plural rules and locales, as in React Native', () => {
  test('every label is the same as elsewhere', async () => {
    const { formatPoints, unitName, resolveLabelLocale } = await load(without('PluralRules', 'Locale'));
    for (const locale of TAGS) {
      expect([locale, unitName({ locale })]).toEqual([locale, labels.unitName({ locale })]);
      expect(resolveLabelLocale({ locale })).toEqual(labels.resolveLabelLocale({ locale }));
      for (const count of COUNTS) {
        expect(formatPoints(count, { locale })).toBe(labels.formatPoints(count, { locale }));
      }
    }
  });

  test('other languages distinguish one from many', async () => {
    const { formatPoints } = await load(without('PluralRules', 'Locale'));
    const customNameForms = [{ locale: 'hsb', forms: { one: 'hwězda', two: 'hwězdźe', other: 'hwězdow' } }];
    const options = { locale: 'hsb', pointDefinition: { customName: 'Stars', customNameForms } };
    expect([1, 2, 5].map((count) => formatPoints(count, options))).toEqual([
      ...['1 hwězda', '2 hwězdow', '5 hwězdow'],
    ]);
  });
});

describe('formats are cached', () => {
  const counting = (): { readonly intl: unknown; readonly made: string[] } => {
    const made: string[] = [];
    const NumberFormat = function (tag: string, options?: Intl.NumberFormatOptions) {
      made.push(tag);
      return new INTL.NumberFormat(tag, options);
    };
    NumberFormat.supportedLocalesOf = INTL.NumberFormat.supportedLocalesOf.bind(INTL.NumberFormat);
    return { intl: { NumberFormat }, made };
  };

  test('for each of the last hundred tags', async () => {
    const { intl, made } = counting();
    const { formatPoints } = await load(intl);
    const tags = Array.from({ length: 100 }, (_, index) => `de-u-x${String(index).padStart(2, '0')}`);
    for (const locale of [...tags, ...tags]) formatPoints(5, { locale });
    expect(made).toHaveLength(100);
    for (const locale of ['en', ...tags]) formatPoints(5, { locale });
    expect(made).toHaveLength(201);
  });

  test('for each of the last ten sets of options, with a second one for the category', async () => {
    const { intl, made } = counting();
    const { formatPoints } = await load(intl);
    const sets = Array.from({ length: 10 }, (_, index) => ({ locale: 'de', maximumFractionDigits: index }));
    for (const options of [...sets, ...sets]) formatPoints(5, options);
    expect(made).toHaveLength(21);
    for (const options of [{ locale: 'de', maximumFractionDigits: 10 }, ...sets]) formatPoints(5, options);
    expect(made).toHaveLength(43);
  });
});

describe('without formatToParts and formatRange', () => {
  const numbersOnly = (): unknown => {
    const NumberFormat = function (tag: string, { signDisplay, ...options }: Intl.NumberFormatOptions = {}) {
      if (signDisplay === 'negative') throw new RangeError('not supported');
      const format = new INTL.NumberFormat(tag, options);
      return { format: (count: number) => format.format(count) };
    };
    NumberFormat.supportedLocalesOf = INTL.NumberFormat.supportedLocalesOf.bind(INTL.NumberFormat);
    return { NumberFormat };
  };

  test('the number is one part', async () => {
    const { formatPointsToParts } = await load(numbersOnly());
    expect(formatPointsToParts(1234, { locale: 'de' })).toEqual([
      { type: 'number', value: '1.234', parts: [{ type: 'integer', value: '1.234' }] },
      { type: 'literal', value: ' ' },
      { type: 'unit', value: 'Punkte' },
    ]);
  });

  test('a range has a dash, and zero no sign', async () => {
    const { formatPoints, formatPointsRange } = await load(numbersOnly());
    expect(formatPointsRange(1000, 2000, { locale: 'de' })).toBe('1.000–2.000 Punkte');
    expect(formatPoints(-0.0001, { locale: 'de' })).toBe('0 Punkte');
  });
});

describe.each([
  ['without Intl', undefined],
  ['with an empty Intl', {}],
])('%s', (_, intl) => {
  test('the words are the same as elsewhere', async () => {
    const { formatPoints, unitName } = await load(intl);
    for (const locale of TAGS) {
      expect([locale, unitName({ locale })]).toEqual([locale, labels.unitName({ locale })]);
      for (const count of COUNTS) {
        expect([locale, count, words(formatPoints(count, { locale }))]).toEqual([
          ...[locale, count, words(labels.formatPoints(count, { locale }))],
        ]);
      }
    }
  });

  test('numbers have ASCII digits, which are not grouped, and the decimal mark of the language', async () => {
    const { formatPoints } = await load(intl);
    expect(formatPoints(1234567.8912, { locale: 'en' })).toBe('1234567.891 points');
    expect(formatPoints(1234.5, { locale: 'de-AT' })).toBe('1234,5 Punkte');
    expect(formatPoints(-0.0001, { locale: 'en' })).toBe('0 points');
    expect(formatPoints(-1, { locale: 'en' })).toBe('-1 point');
    expect(formatPoints(0.9996, { locale: 'en' })).toBe('1 point');
    expect(formatPoints(1e21, { locale: 'fr' })).toBe(`1${'0'.repeat(21)} de points`);
    expect(formatPoints(1e-7, { locale: 'en' })).toBe('0 points');
    expect(formatPoints(10n ** 20n, { locale: 'en' })).toBe(`1${'0'.repeat(20)} points`);
    expect(formatPoints(50, { locale: 'en', signDisplay: 'exceptZero' })).toBe('+50 points');
    expect(formatPoints(0, { locale: 'en', signDisplay: 'exceptZero' })).toBe('0 points');
    expect(formatPoints(0, { locale: 'en', signDisplay: 'always' })).toBe('+0 points');
    expect(formatPoints(Number.NEGATIVE_INFINITY, { locale: 'en' })).toBe('-∞ points');
    expect(formatPoints(1200, { locale: 'en', notation: 'compact' })).toBe('1200 points');
  });

  test('decimal marks are those of CLDR', async () => {
    const { formatPoints } = await load(intl);
    // These have a mark of their own with digits of their own.
    for (const locale of Object.keys(labels.CATALOGUE).filter((tag) => tag !== 'fa')) {
      const expected = new INTL.NumberFormat(`${locale}-u-nu-latn`).format(1.5);
      expect(formatPoints(1.5, { locale })).toContain(expected);
    }
  });

  test('parts and ranges work all the same', async () => {
    const { formatPointsRange, formatPointsToParts } = await load(intl);
    expect(formatPointsRange(1, 2, { locale: 'ru' })).toBe('1–2 балла');
    expect(formatPointsToParts(5, { locale: 'en' }).at(0)).toMatchObject({ type: 'number', value: '5' });
  });
});
