import type { CustomNameForms } from '../values/custom-name-forms.js';
import { type CustomUnit, customUnit } from './custom-names.js';
import { representative } from './plural-rules.js';
import { type TranslatedLocale, resolveLocales, translatedOf } from './resolve.js';

/** What of a program's point definition matters to a label; a `PointDefinition` fits. */
export interface LabelledPoints {
  /** `null`: the default name, in the language of the reader. */
  readonly customName: string | null;
  readonly customNameForms?: CustomNameForms | null;
}

export interface LabelOptions {
  /**
   * The reader's language as a BCP 47 tag, or several in the order of preference, as `navigator.languages` has them.
   * What is unknown or no tag at all is passed over; English is the last resort.
   */
  readonly locale: string | readonly string[];
  /** Absent: the default points. */
  readonly pointDefinition?: LabelledPoints | null;
}

export interface FormatPointsOptions extends LabelOptions {
  /**
   * Wraps the label in a bidirectional isolate, for use inside text of either direction. Not needed where an HTML
   * element of its own holds the label.
   */
  readonly isolate?: boolean;
}

const NOT_A_NUMBER = '–';

const numberText = (count: number | bigint, numbers: Intl.NumberFormat): string =>
  Number.isNaN(count) ? NOT_A_NUMBER : numbers.format(count);

const defaultLabel = (count: number | bigint, { unit, numbers, categoryOf }: TranslatedLocale): string => {
  const { other } = unit.patterns;
  const pattern = unit.patterns[categoryOf(representative(count))] ?? other;
  const number = numberText(count, numbers);
  // A pattern without a place for the number says "one" or "two", which a debt is not.
  return (pattern.includes('#') || count > 0 ? pattern : other).replace('#', () => number);
};

const customLabel = (count: number | bigint, { locale, nameFor }: CustomUnit): string => {
  const { unit, numbers, categoryOf } = locale;
  const name = nameFor(categoryOf(representative(count)));
  const number = numberText(count, numbers);
  // As in Swahili.
  const isNameFirst = unit?.patterns.other.endsWith('#') === true;
  return isNameFirst ? `${name} ${number}` : `${number} ${name}`;
};

const label = (count: number | bigint, { locale, pointDefinition }: LabelOptions): string => {
  const locales = resolveLocales(locale);
  if (typeof pointDefinition?.customName !== 'string') return defaultLabel(count, translatedOf(locales));
  const { customName, customNameForms } = pointDefinition;
  return customLabel(count, customUnit(customName, customNameForms, locales));
};

/**
 * So many points, in the language of the reader: "1 point", "1,234 points", "5 баллов", "نقطتان".
 *
 * The default name is translated and inflected by the count. A custom name is shown as written, or by its forms
 * where it has some in the reader's language. Numbers have the locale's own digits and grouping and at most three
 * fraction digits; the form fits the number as shown.
 *
 * @param count Any number. Negative ones keep their sign, what is shown as 0 has none, infinite ones show as ∞, and `NaN` shows as –.
 * @returns the label; it never throws.
 */
export const formatPoints = (count: number | bigint, options: FormatPointsOptions): string => {
  const text = label(count, options);
  return options.isolate === true ? `\u2068${text}\u2069` : text;
};

/** The name of the points without a number, for headings: "Points", "Баллы", or the custom name as written. */
export const unitName = ({ locale, pointDefinition }: LabelOptions): string =>
  pointDefinition?.customName ?? translatedOf(resolveLocales(locale)).unit.name;
