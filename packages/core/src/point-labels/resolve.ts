import type { PluralCategory } from '../loyalty-program/plural-category.js';
import { CATALOGUE, type PointUnit } from './catalogue.js';
import { labelLocaleOf, toLocale } from './locales.js';
import { numberFormatOf } from './number-formats.js';
import { pluralRuleOf } from './plural-rules.js';

/** One locale, which drives text, plural rule and numbers alike. */
export interface ResolvedLocale {
  readonly unit: PointUnit;
  readonly numbers: Intl.NumberFormat;
  readonly categoryOf: (n: number) => PluralCategory;
}

const resolveTag = (tag: string): ResolvedLocale | undefined => {
  const locale = toLocale(tag);
  const language = locale === undefined ? undefined : labelLocaleOf(locale);
  if (locale === undefined || language === undefined) return undefined;
  const categoryOf = pluralRuleOf(language);
  if (categoryOf === undefined) return undefined;
  return { unit: CATALOGUE[language], numbers: numberFormatOf(locale, language), categoryOf };
};

/** What the last of all fallbacks is made of, so that a label can be made under any circumstances. */
const ENGLISH = (): ResolvedLocale => ({
  unit: CATALOGUE.en,
  numbers: new Intl.NumberFormat('en'),
  categoryOf: (n) => (Math.abs(n) === 1 ? 'one' : 'other'),
});

/** Formats are dear to make and few are in use at a time. */
const MAX_CACHED = 100;
const cache = new Map<string, ResolvedLocale>();

/** The first of the wanted locales that there are labels for, else English. */
export const resolveLocale = (wanted: string | readonly string[]): ResolvedLocale => {
  const tags = typeof wanted === 'string' ? [wanted] : wanted;
  const key = tags.join(' ');
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const resolved = tags.map(resolveTag).find((each) => each !== undefined) ?? resolveTag('en') ?? ENGLISH();
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, resolved);
  return resolved;
};
