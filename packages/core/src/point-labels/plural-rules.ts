import { PLURAL_CATEGORIES, type PluralCategory } from '../values/plural-category.js';

type Rule = (n: number) => PluralCategory;

const isWithin = (n: number, from: number, to: number): boolean =>
  Number.isInteger(n) && n >= from && n <= to;

/**
 * The rules of the languages that browsers leave out (Chromium has no data for them), as CLDR states them. `n` is
 * the absolute value of the number as it is shown.
 */
const OWN_RULES: Readonly<Record<string, Rule>> = {
  cy: (n) => {
    const exact: Readonly<Record<number, PluralCategory>> = {
      0: 'zero',
      1: 'one',
      2: 'two',
      3: 'few',
      6: 'many',
    };
    return exact[n] ?? 'other';
  },
  ga: (n) => {
    if (n === 1) return 'one';
    if (n === 2) return 'two';
    if (isWithin(n, 3, 6)) return 'few';
    return isWithin(n, 7, 10) ? 'many' : 'other';
  },
  mt: (n) => {
    if (n === 1) return 'one';
    if (n === 2) return 'two';
    if (n === 0 || isWithin(n % 100, 3, 10)) return 'few';
    return isWithin(n % 100, 11, 19) ? 'many' : 'other';
  },
};

/** As many fraction digits as `Intl` shows by default. */
const asShown = (n: number): number => Number(Math.abs(n).toFixed(3));

const isCategory = (raw: string): raw is PluralCategory => PLURAL_CATEGORIES.some((each) => each === raw);

/** The plural rule of a language; `undefined` where neither we nor the runtime know it. */
export const pluralRuleOf = (language: string): Rule | undefined => {
  const own = OWN_RULES[language];
  if (own !== undefined) return (n) => own(asShown(n));
  if (Intl.PluralRules.supportedLocalesOf([language], { localeMatcher: 'lookup' }).length === 0)
    return undefined;
  const rules = new Intl.PluralRules(language);
  return (n) => {
    const category = rules.select(n);
    return isCategory(category) ? category : 'other';
  };
};

const MILLION = 1_000_000n;

/** What cannot be counted takes the form of many: in every language, that of a large number that ends in 11. */
const MANY = 1_000_011;

/** The digits of a whole number as they are shown, which beyond 2⁵³ are not all those of its exact value. */
const shownDigits = (count: number): bigint => BigInt(count.toLocaleString('en', { useGrouping: false }));

/**
 * A number with the plural category of the count, in every language: the last six digits decide. Large ones are
 * not left to `Intl`, which takes 10¹⁹ for one in French.
 */
export const representative = (count: number | bigint): number => {
  if (typeof count === 'number' && Math.abs(count) <= Number.MAX_SAFE_INTEGER) return count;
  if (typeof count === 'number' && !Number.isFinite(count)) return MANY;
  const digits = typeof count === 'number' ? shownDigits(count) : count;
  const magnitude = digits < 0n ? -digits : digits;
  return Number(magnitude > MILLION ? MILLION + (magnitude % MILLION) : magnitude);
};
