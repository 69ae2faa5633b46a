import { CATALOGUE, type PointUnit, unitName } from '@loyalty-programs/core/point-labels';
import { describe, expect, test } from 'vitest';
import { PLURAL_CATEGORIES } from '../../src/values/name-forms.js';
import { pluralRuleOf } from '../../src/point-labels/plural-rules.js';
import { rangeCategory } from '../../src/point-labels/range.js';
import { categoriesOf, closeRelatives, rangesOf, samplesIn, shownAs } from './cldr.js';

const EU = 'bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv'.split(' ');
const DEMANDED = [
  ...'ar he hi bn th vi id tr uk ru ja ko zh-Hans zh-Hant nb ca cy fa sw'.split(' '),
  ...'gu kn ml pa ne si uz mn km lo my am zu ky lb gd oc fo eo'.split(' '),
];

/** CLDR has no plural rule for these. */
const WITHOUT_RULE: Readonly<Record<string, readonly string[]>> = { oc: ['one', 'other'] };

const LANGUAGES = Object.keys(CATALOGUE);

const patternsOf = ({ patterns }: PointUnit): readonly string[] =>
  Object.values(patterns).filter((pattern) => pattern !== undefined);

describe('the catalogue', () => {
  test('has every official language of the EU, and many more', () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining([...EU, ...DEMANDED]));
    expect(LANGUAGES.length).toBeGreaterThanOrEqual(84);
  });

  test.each(Object.entries(CATALOGUE))(
    'has every plural category of CLDR for %s, and no other',
    (locale, unit) => {
      const categories = Object.keys(unit.patterns).filter((key) => !/^=(?:0|[1-9]\d*)$/u.test(key));
      const expected = categoriesOf(locale)?.keys() ?? WITHOUT_RULE[locale] ?? [];
      expect(categories.sort()).toEqual([...expected].sort());
    },
  );

  test.each(Object.entries(CATALOGUE))(
    'has at most one place for the number in %s, and a name',
    (_, unit) => {
      expect(unit.name.trim()).not.toBe('');
      expect(unit.patterns.other).toContain('#');
      for (const pattern of patternsOf(unit)) {
        expect(pattern.split('#').length).toBeLessThanOrEqual(2);
      }
    },
  );

  test.each(Object.entries(CATALOGUE))(
    'names the points in %s in mid-sentence as its patterns do',
    (locale, unit) => {
      const name = unitName({ locale, context: 'sentence' });
      const words = patternsOf(unit).map((pattern) => pattern.replace('#', '').trim());
      // These have a plural of their own, which numbers do not take; Chinese counts without the classifier.
      const others =
        'ro pl cs sk hr bs sr sr-Latn ru uk be et fi hu ga cy eu ka az hy ne kk ky uz fil zh-Hant si';
      if (!others.split(' ').includes(locale)) expect(words).toContain(name);
      expect(name.toLowerCase()).toBe(unit.name.toLowerCase());
    },
  );
});

describe('the plural rules', () => {
  test.each(LANGUAGES)('give the categories that CLDR samples for %s', (locale) => {
    const categoryOf = pluralRuleOf(locale);
    for (const [category, rule] of categoriesOf(locale) ?? []) {
      for (const sample of samplesIn(rule)) {
        expect([sample, categoryOf(shownAs(sample))]).toEqual([sample, category]);
      }
    }
  });

  test('are those of translations for Occitan, which CLDR lacks', () => {
    const categories = ['0', '1', '1.5', '2', '100'].map((it) => pluralRuleOf('oc')(shownAs(it)));
    expect(categories).toEqual(['one', 'one', 'one', 'other', 'other']);
  });

  test('are those of the runtime for other languages', () => {
    const rule = pluralRuleOf('hsb');
    expect(['1', '2', '3', '5', '1.0', '1.2', '101'].map((it) => rule(shownAs(it)))).toEqual([
      ...['one', 'two', 'few', 'other', 'other', 'two', 'one'],
    ]);
  });

  test('distinguish one from many in unknown languages', () => {
    expect(['1', '0', '1.0', '2'].map((it) => pluralRuleOf('tlh')(shownAs(it)))).toEqual([
      ...['one', 'other', 'one', 'other'],
    ]);
  });

  test.each(LANGUAGES)('give ranges the categories of CLDR in %s', (locale) => {
    const isCategory = (raw: string): raw is (typeof PLURAL_CATEGORIES)[number] =>
      PLURAL_CATEGORIES.some((each) => each === raw);
    for (const [start, end, result] of rangesOf(locale)) {
      if (!isCategory(start) || !isCategory(end)) throw new Error(`${start} or ${end} is no category`);
      expect([start, end, rangeCategory(locale, start, end)]).toEqual([start, end, result]);
    }
  });
});

describe('related languages', () => {
  /** Written in another script than the language of the catalogue, or no longer a language of their own. */
  const EXCLUDED = 'aat acy azb cpx mfa mnp mvf pga urk uzs bbz czo'.split(' ');
  /** Written as in another region. */
  const ELSEWHERE: Readonly<Record<string, string>> = { lzh: 'zh-TW', yue: 'zh-HK' };

  test('use the language of the catalogue that their readers understand', () => {
    const relatives = closeRelatives().filter(
      ([desired, supported]) =>
        LANGUAGES.some((each) => each.replace(/-.*$/u, '') === supported) &&
        !LANGUAGES.includes(desired) &&
        !EXCLUDED.includes(desired),
    );
    expect(relatives.length).toBeGreaterThan(70);
    for (const [desired, supported] of relatives) {
      const expected = unitName({ locale: ELSEWHERE[desired] ?? supported });
      expect([desired, unitName({ locale: desired })]).toEqual([desired, expected]);
    }
  });
});
