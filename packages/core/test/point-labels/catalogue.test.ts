import plurals from 'cldr-core/supplemental/plurals.json' with { type: 'json' };
import { isRecord } from '@loyalty-programs/core';
import { CATALOGUE } from '@loyalty-programs/core/point-labels';
import { describe, expect, test } from 'vitest';
import { pluralRuleOf } from '../../src/point-labels/plural-rules.js';

const at = (whole: unknown, key: string): unknown => (isRecord(whole) ? whole[key] : undefined);

const RULES = at(at(plurals, 'supplemental'), 'plurals-type-cardinal');

/** The categories of a language, with the samples that CLDR gives for each. */
const categoriesOf = (language: string): ReadonlyMap<string, string> => {
  const rules = at(RULES, language) ?? at(RULES, language.replace(/-.*$/u, ''));
  if (!isRecord(rules)) throw new Error(`CLDR has no rules for ${language}`);
  return new Map(
    Object.entries(rules).map(([key, rule]) => [key.replace('pluralRule-count-', ''), String(rule)]),
  );
};

/** The numbers that a rule gives as samples; those with exponents or without end are passed over. */
const samplesIn = (rule: string): readonly number[] =>
  rule
    .replace(/^[^@]*/u, '')
    .replaceAll(/@(?:integer|decimal)|…/gu, '')
    .split(',')
    .flatMap((part) => part.trim().split('~'))
    .filter((text) => /^\d+(?:\.\d+)?$/u.test(text) && !/\.\d*0$/u.test(text))
    .map(Number);

const EU = 'bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv'.split(' ');
const DEMANDED = 'ar he hi bn th vi id tr uk ru ja ko zh-Hans zh-Hant nb ca cy fa sw'.split(' ');

describe('the catalogue', () => {
  test('has every official language of the EU, and many more', () => {
    expect(Object.keys(CATALOGUE)).toEqual(expect.arrayContaining([...EU, ...DEMANDED]));
    expect(Object.keys(CATALOGUE).length).toBeGreaterThanOrEqual(40);
  });

  test.each(Object.entries(CATALOGUE))(
    'has every plural category of CLDR for %s, and no other',
    (locale, unit) => {
      expect(Object.keys(unit.patterns).sort()).toEqual([...categoriesOf(locale).keys()].sort());
    },
  );

  test.each(Object.entries(CATALOGUE))(
    'has one place for the number at most in %s, and a name',
    (_, unit) => {
      expect(unit.name.trim()).not.toBe('');
      expect(unit.patterns.other).toContain('#');
      for (const pattern of Object.values(unit.patterns))
        expect(pattern.split('#').length).toBeLessThanOrEqual(2);
    },
  );
});

describe('the plural rules', () => {
  test.each(Object.keys(CATALOGUE))('give the categories that CLDR samples for %s', (locale) => {
    const categoryOf = pluralRuleOf(locale);
    for (const [category, rule] of categoriesOf(locale)) {
      for (const sample of samplesIn(rule)) {
        expect([sample, categoryOf?.(sample)]).toEqual([sample, category]);
      }
    }
  });

  test('are our own where runtimes have none, and equal to those of runtimes that have them', () => {
    for (const language of ['cy', 'ga']) {
      const rules = new Intl.PluralRules(language);
      const counts = [...Array.from({ length: 1200 }, (_, n) => n), 0.5, 1.5, 2.5, 1e6, -1, -2, -6];
      expect(counts.map((n) => pluralRuleOf(language)?.(n))).toEqual(counts.map((n) => rules.select(n)));
    }
  });
});
