import { CATALOGUE, type PointUnit } from './catalogue.js';
import { type ParsedLocale, fallbacksOf, labelLocaleOf, parseLocale } from './locales.js';
import { type Numbers, type PointsNumberOptions, numbersOf } from './number-formats.js';
import { type PluralRule, pluralRuleOf } from './plural-rules.js';

/** One locale, which drives text, plural rule and numbers alike. */
export interface ResolvedLocale {
  /** The language, by its tag in the catalogue if it is in there. */
  readonly language: string;
  /** Empty if unknown. */
  readonly script: string;
  /** The tags under which something in its language may be listed, the most specific first. */
  readonly tags: readonly string[];
  /** `undefined` for a language that the catalogue lacks. */
  readonly unit: PointUnit | undefined;
  readonly categoryOf: PluralRule;
  /** The numbers without options. */
  readonly numbers: Numbers;
  readonly numbersWith: (options: PointsNumberOptions) => Numbers;
}

/** Formats are expensive to make, and few are in use at a time: locales, and options for each of them. */
const MAX_LOCALES = 100;
const MAX_OPTIONS = 10;

/** Makes a value once for each of the last keys, at most so many. */
const cached = <T>(max: number): ((key: string, make: () => T) => T) => {
  const values = new Map<string, { readonly value: T }>();
  return (key, make) => {
    const known = values.get(key);
    if (known !== undefined) return known.value;
    const value = make();
    if (values.size >= max) values.clear();
    values.set(key, { value });
    return value;
  };
};

/** `undefined` for what cannot be the options of a format. */
const keyOf = (options: PointsNumberOptions): string | undefined => {
  try {
    return JSON.stringify(options);
  } catch {
    return undefined;
  }
};

const resolve = (locale: ParsedLocale): ResolvedLocale => {
  const labelLocale = labelLocaleOf(locale);
  const language = labelLocale ?? locale.language;
  const numbers = numbersOf(locale, language, {});
  const formats = cached<Numbers>(MAX_OPTIONS);
  return {
    language,
    script: locale.script,
    tags: fallbacksOf(locale),
    unit: labelLocale && CATALOGUE[labelLocale],
    categoryOf: pluralRuleOf(language),
    numbers,
    numbersWith: (options) => {
      const key = keyOf(options);
      return key === undefined ? numbers : formats(key, () => numbersOf(locale, language, options));
    },
  };
};

const locales = /* @__PURE__ */ cached<ResolvedLocale | undefined>(MAX_LOCALES);

const resolveTag = (tag: string): ResolvedLocale | undefined =>
  locales(tag, () => {
    const parsed = parseLocale(tag);
    return parsed && resolve(parsed);
  });

const isTag = (tag: unknown): tag is string => typeof tag === 'string';

/** Those of the wanted locales that are understood, in the order of preference. */
export const resolveLocales = (wanted: unknown): readonly ResolvedLocale[] => {
  if (isTag(wanted)) {
    const locale = resolveTag(wanted);
    return locale === undefined ? [] : [locale];
  }
  if (!Array.isArray(wanted)) return [];
  return wanted
    .filter(isTag)
    .map(resolveTag)
    .filter((each) => each !== undefined);
};

const ENGLISH: ParsedLocale = {
  tag: 'en',
  language: 'en',
  script: 'Latn',
  region: '',
  numberingSystem: undefined,
};

const lastResort = /* @__PURE__ */ cached<ResolvedLocale>(1);

/** What labels are made of where none of the wanted locales will do. */
export const english = (): ResolvedLocale => lastResort('en', () => resolve(ENGLISH));
