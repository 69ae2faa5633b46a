import { PLURAL_CATEGORIES, type PluralCategory } from '../values/name-forms.js';

/** A number as it is shown, in the terms of CLDR's plural rules. */
export interface ShownNumber {
  /** The value if it is whole, else `NaN`. */
  readonly n: number;
  /** The whole part. Beyond a million, it is replaced by a smaller number with the same last six digits. */
  readonly i: number;
  /** How many fraction digits are shown. */
  readonly v: number;
  /** The fraction digits as a number. */
  readonly f: number;
  /** The same without trailing zeros. */
  readonly t: number;
  /** The power of ten that compact notation puts in words: 6 in "1M". */
  readonly e: number;
  /** Whether nothing but the digits of `n` is shown: no sign, no leading zeros, no words. */
  readonly isBare: boolean;
}

export type PluralRule = (shown: ShownNumber) => PluralCategory;

type Test = (shown: ShownNumber) => boolean;

const isWithin = (n: number, from: number, to: number): boolean => n >= from && n <= to;

const isOne: Test = ({ n }) => n === 1;
const isWholeOne: Test = ({ i, v }) => i === 1 && v === 0;
const isBelowTwo: Test = ({ i }) => i < 2;
const isUpToOne: Test = ({ n, i }) => i === 0 || n === 1;

/** The digits that count in some languages: those of the fraction if one is shown. */
const lastDigits = ({ i, v, f }: ShownNumber): number => (v === 0 ? i : f);

const endsInOne = (n: number): boolean => n % 10 === 1 && n % 100 !== 11;
const endsInFew = (n: number): boolean => isWithin(n % 10, 2, 4) && !isWithin(n % 100, 12, 14);

const oneIf =
  (test: Test): PluralRule =>
  (shown) =>
    test(shown) ? 'one' : 'other';

/** For languages in which whole millions take a preposition: "1 000 000 de points", "1 M de points". */
const oneOrMillions =
  (test: Test): PluralRule =>
  (shown) => {
    if (test(shown)) return 'one';
    const { i, v, e } = shown;
    return e > 5 || (e === 0 && v === 0 && i !== 0 && i % 1e6 === 0) ? 'many' : 'other';
  };

const eastSlavic = (n: number): PluralCategory => {
  if (endsInOne(n)) return 'one';
  return endsInFew(n) ? 'few' : 'many';
};

const southSlavic: PluralRule = (shown) => {
  const category = eastSlavic(lastDigits(shown));
  return category === 'many' ? 'other' : category;
};

/**
 * The rules of CLDR 48 for the languages of the catalogue, by language; a tag with a region comes before its
 * language. They make every runtime inflect alike: Hermes has no plural rules in older versions, Chromium leaves
 * languages out, and older data lack categories.
 */
const RULES: readonly (readonly [languages: string, rule: PluralRule])[] = [
  ['ja ko zh th vi id ms km lo my', () => 'other'],
  ['en de nl sv gl et fi ur sw', oneIf(isWholeOne)],
  ['af nb nn bg hu el eu sq tr az ka mr ta te kk ml ne uz mn ky lb fo eo', oneIf(isOne)],
  ['hi bn fa gu kn am zu', oneIf(isUpToOne)],
  // CLDR has no rule for Occitan; this is the one of its translations with gettext.
  ['hy oc', oneIf(isBelowTwo)],
  ['pa', oneIf(({ n }) => n === 0 || n === 1)],
  ['si', oneIf(({ n, i, f }) => n === 0 || n === 1 || (i === 0 && f === 1))],
  ['da', oneIf(({ n, i, t }) => n === 1 || (t !== 0 && i < 2))],
  ['is', oneIf(({ i, t }) => endsInOne(t === 0 ? i : t))],
  ['mk', oneIf((shown) => endsInOne(lastDigits(shown)))],
  ['fil', oneIf((shown) => ![4, 6, 9].includes(lastDigits(shown) % 10))],
  ['fr pt', oneOrMillions(isBelowTwo)],
  ['es', oneOrMillions(isOne)],
  ['it pt-PT ca', oneOrMillions(isWholeOne)],
  [
    'ro',
    (shown) => {
      if (isWholeOne(shown)) return 'one';
      return shown.v !== 0 || shown.n === 0 || isWithin(shown.n % 100, 1, 19) ? 'few' : 'other';
    },
  ],
  ['ru uk', ({ i, v }) => (v === 0 ? eastSlavic(i) : 'other')],
  ['be', ({ n }) => (Number.isNaN(n) ? 'other' : eastSlavic(n))],
  ['hr bs sr', southSlavic],
  [
    'pl',
    ({ i, v }) => {
      if (v !== 0) return 'other';
      if (i === 1) return 'one';
      return endsInFew(i) ? 'few' : 'many';
    },
  ],
  [
    'cs sk',
    ({ i, v }) => {
      if (v !== 0) return 'many';
      if (i === 1) return 'one';
      return isWithin(i, 2, 4) ? 'few' : 'other';
    },
  ],
  [
    'sl',
    ({ i, v }) => {
      if (v !== 0 || isWithin(i % 100, 3, 4)) return 'few';
      if (i % 100 === 1) return 'one';
      return i % 100 === 2 ? 'two' : 'other';
    },
  ],
  [
    'lv',
    ({ n, v, f }) => {
      if (n % 10 === 0 || isWithin(n % 100, 11, 19) || (v === 2 && isWithin(f % 100, 11, 19))) return 'zero';
      return endsInOne(n) || (v === 2 ? endsInOne(f) : f % 10 === 1) ? 'one' : 'other';
    },
  ],
  [
    'lt',
    ({ n, f }) => {
      if (f !== 0) return 'many';
      if (isWithin(n % 100, 11, 19) || n % 10 === 0) return 'other';
      return n % 10 === 1 ? 'one' : 'few';
    },
  ],
  [
    'ga',
    ({ n }) => {
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      if (isWithin(n, 3, 6)) return 'few';
      return isWithin(n, 7, 10) ? 'many' : 'other';
    },
  ],
  [
    'gd',
    ({ n }) => {
      if (n === 1 || n === 11) return 'one';
      if (n === 2 || n === 12) return 'two';
      return isWithin(n, 3, 19) ? 'few' : 'other';
    },
  ],
  [
    'cy',
    ({ n }) => {
      const exact: Readonly<Record<number, PluralCategory>> = {
        0: 'zero',
        1: 'one',
        2: 'two',
        3: 'few',
        6: 'many',
      };
      return exact[n] ?? 'other';
    },
  ],
  [
    'mt',
    ({ n }) => {
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      if (n === 0 || isWithin(n % 100, 3, 10)) return 'few';
      return isWithin(n % 100, 11, 19) ? 'many' : 'other';
    },
  ],
  [
    'ar',
    ({ n }) => {
      if (n === 0) return 'zero';
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      if (isWithin(n % 100, 3, 10)) return 'few';
      return isWithin(n % 100, 11, 99) ? 'many' : 'other';
    },
  ],
  [
    'he',
    ({ i, v }) => {
      if ((i === 1 && v === 0) || (i === 0 && v !== 0)) return 'one';
      return i === 2 && v === 0 ? 'two' : 'other';
    },
  ],
];

const isCategory = (raw: string): raw is PluralCategory => PLURAL_CATEGORIES.some((each) => each === raw);

/** The rule of the runtime for a language that is not ours; that of English if it has none. */
const runtimeRuleOf = (language: string): PluralRule => {
  try {
    if (Intl.PluralRules.supportedLocalesOf([language], { localeMatcher: 'lookup' }).length === 0)
      return oneIf(isOne);
    const byDigits = new Map<number, Intl.PluralRules>();
    return ({ i, v, f }) => {
      const rules =
        byDigits.get(v) ??
        new Intl.PluralRules(language, { minimumFractionDigits: v, maximumFractionDigits: v });
      byDigits.set(v, rules);
      const category = rules.select(Number(`${i}.${String(f).padStart(v, '0')}`));
      return isCategory(category) ? category : 'other';
    };
  } catch {
    // Some runtimes have no plural rules.
    return oneIf(isOne);
  }
};

/** The plural rule of a language, which may have a region. */
export const pluralRuleOf = (language: string): PluralRule => {
  const base = language.replace(/-.*$/u, '');
  const find = (tag: string): PluralRule | undefined =>
    RULES.find(([languages]) => languages.split(' ').includes(tag))?.[1];
  return find(language) ?? find(base) ?? runtimeRuleOf(base);
};
