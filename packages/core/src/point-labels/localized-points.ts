import type { NameForms } from '../values/name-forms.js';
import type { PluralCategory } from '../values/name-forms.js';
import type { PointUnit } from './catalogue.js';
import type { LabelOptions, LabelledPoints, PointUnits } from './options.js';
import type { ShownNumber } from './plural-rules.js';
import { type ResolvedLocale, english, resolveLocales } from './resolve.js';

/** The points of a label, in one language. */
export interface LocalizedPoints {
  /** Whose numbers and plural rule go with them. */
  readonly locale: ResolvedLocale;
  /** The default unit, which defines the place of the number; `undefined` in a language without one. */
  readonly unit: PointUnit | undefined;
  /** `undefined`: the default unit. */
  readonly custom: { readonly name: string; readonly forms: NameForms | undefined } | undefined;
}

/** The text before and after the number; without the second, words express the number. */
export type Affixes = readonly [before: string, after?: string];

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null;

const isUnit = (raw: unknown): raw is PointUnit =>
  isRecord(raw) &&
  typeof raw['name'] === 'string' &&
  isRecord(raw['patterns']) &&
  typeof raw['patterns']['other'] === 'string';

const unitIn = (locale: ResolvedLocale, units: PointUnits | null | undefined): PointUnit | undefined =>
  (isRecord(units) ? locale.tags.map((tag) => units[tag]).find(isUnit) : undefined) ?? locale.unit;

const isFormsEntry = (raw: unknown): raw is { readonly locale: unknown; readonly forms: NameForms } =>
  isRecord(raw) && isRecord(raw['forms']);

const formsIn = (locale: ResolvedLocale, { customNameForms }: LabelledPoints): NameForms | undefined => {
  const entries: unknown = customNameForms;
  if (!Array.isArray(entries)) return undefined;
  const known = entries.filter(isFormsEntry);
  for (const tag of locale.tags) {
    const entry = known.find((each) => each.locale === tag);
    if (entry !== undefined) return entry.forms;
  }
  return undefined;
};

/** The first of the wanted locales that there is something for, else English. */
export const localize = ({ locale, pointDefinition, units }: Partial<LabelOptions>): LocalizedPoints => {
  const locales = resolveLocales(locale);
  const name = pointDefinition?.customName;
  if (pointDefinition && typeof name === 'string') {
    for (const each of locales) {
      const forms = formsIn(each, pointDefinition);
      if (forms !== undefined) return { locale: each, unit: unitIn(each, units), custom: { name, forms } };
    }
  }
  const custom = typeof name === 'string' ? { name, forms: undefined } : undefined;
  for (const each of locales) {
    const unit = unitIn(each, units);
    if (unit !== undefined) return { locale: each, unit, custom };
  }
  return { locale: english(), unit: unitIn(english(), units), custom };
};

const split = (pattern: string): Affixes => {
  const at = pattern.indexOf('#');
  return at < 0 ? [pattern] : [pattern.slice(0, at), pattern.slice(at + 1)];
};

const textOr = (raw: unknown, fallback: string): string => (typeof raw === 'string' ? raw : fallback);

const customAffixes = (name: string, unit: PointUnit | undefined): Affixes =>
  // As in Swahili.
  unit === undefined || unit.patterns.other.startsWith('#') ? ['', ` ${name}`] : [`${name} `, ''];

const unitAffixes = ({ patterns }: PointUnit, category: PluralCategory, shown?: ShownNumber): Affixes => {
  const isBare = shown?.isBare === true;
  const exact = isBare ? patterns[`=${shown.n}`] : undefined;
  const pattern = textOr(exact ?? patterns[category], patterns.other);
  // Words say "one" and "two" only where nothing but the digit is left out.
  return isBare || pattern.includes('#') ? split(pattern) : split(patterns.other);
};

/** The text around a number of a plural category, or around a specific number. */
export const affixesOf = (
  { unit, custom }: LocalizedPoints,
  category: PluralCategory,
  shown?: ShownNumber,
): Affixes => {
  if (custom !== undefined) {
    const { name, forms } = custom;
    return customAffixes(textOr(forms?.[category], textOr(forms?.other, name)), unit);
  }
  return unit === undefined ? ['', ''] : unitAffixes(unit, category, shown);
};
