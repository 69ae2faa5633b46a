import type { PluralCategory } from '../values/plural-category.js';
import { CATALOGUE, type PointUnit } from './catalogue.js';
import { fallbacksOf, labelLocaleOf, languageOf, toLocale } from './locales.js';
import { numberFormatOf } from './number-formats.js';
import { pluralRuleOf } from './plural-rules.js';

/** One locale, which drives text, plural rule and numbers alike. */
export interface ResolvedLocale {
  /** The tags under which something in its language may be listed, the most specific first. */
  readonly tags: readonly string[];
  /** `undefined` for a language that the catalogue lacks. */
  readonly unit: PointUnit | undefined;
  readonly numbers: Intl.NumberFormat;
  readonly categoryOf: (n: number) => PluralCategory;
}

/** A locale in whose language there is a default unit. */
export interface TranslatedLocale extends ResolvedLocale {
  readonly unit: PointUnit;
}

const resolve = (tag: string): ResolvedLocale | undefined => {
  const locale = toLocale(tag);
  if (locale === undefined) return undefined;
  const labelLocale = labelLocaleOf(locale);
  const language = labelLocale ?? languageOf(locale);
  const categoryOf = pluralRuleOf(language);
  if (categoryOf === undefined) return undefined;
  return {
    tags: fallbacksOf(locale),
    unit: labelLocale && CATALOGUE[labelLocale],
    numbers: numberFormatOf(locale, language),
    categoryOf,
  };
};

/** Formats are dear to make and few are in use at a time. */
const MAX_CACHED = 100;
const cache = new Map<string, ResolvedLocale | undefined>();

const resolveOnce = (tag: string): ResolvedLocale | undefined => {
  if (cache.has(tag)) return cache.get(tag);
  const resolved = resolve(tag);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(tag, resolved);
  return resolved;
};

/** Those of the wanted locales that are understood, in the order of preference. */
export const resolveLocales = (wanted: string | readonly string[]): readonly ResolvedLocale[] =>
  (typeof wanted === 'string' ? [wanted] : wanted).map(resolveOnce).filter((each) => each !== undefined);

const isTranslated = (locale: ResolvedLocale): locale is TranslatedLocale => locale.unit !== undefined;

/** What the last of all fallbacks is made of, so that a label can be made under any circumstances. */
const ENGLISH = (): TranslatedLocale => ({
  tags: [],
  unit: CATALOGUE.en,
  numbers: numberFormatOf(new Intl.Locale('en'), 'en'),
  categoryOf: (n) => (Math.abs(n) === 1 ? 'one' : 'other'),
});

/** The first of the locales that there are labels for, else English. */
export const translatedOf = (locales: readonly ResolvedLocale[]): TranslatedLocale =>
  locales.find(isTranslated) ?? resolveLocales('en').find(isTranslated) ?? ENGLISH();
