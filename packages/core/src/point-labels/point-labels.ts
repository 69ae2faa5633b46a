import { composerFor, isolated, numberText, spaced, toCount } from './compose.js';
import { affixesOf, localize } from './localized-points.js';
import type { FormatPointsOptions, LabelOptions } from './options.js';

/**
 * So many points, in the language of the reader: "1 point", "1,234 points", "5 баллов", "نقطتان".
 *
 * The default name is translated and inflected by the count. A custom name is shown as written, or by its forms
 * where it has some in the reader's language. Labels are in the nominative: they stand by themselves, or after a
 * colon. Numbers have the locale's own digits and grouping and at most three fraction digits, unless the options of
 * `Intl.NumberFormat` that may stand beside say otherwise; the form fits the number as shown.
 *
 * @param count Any number. Negative ones keep their sign, what is shown as 0 has none, infinite ones show as ∞, and
 * what is no number shows as –.
 * @param options For whom, whose points, and how the number is written: `signDisplay: 'exceptZero'` for "+50
 * points", `notation: 'compact'` for "1.2K points". Options that `Intl.NumberFormat` refuses are ignored.
 * @returns the label; it never throws.
 */
export const formatPoints = (count: number | bigint, options: FormatPointsOptions): string => {
  const composer = composerFor(options);
  const { points, numbers } = composer;
  const value = toCount(count);
  const shown = numbers.shown(value);
  const affixes = affixesOf(points, points.locale.categoryOf(shown), shown);
  const [before, after] = spaced(affixes, composer);
  return isolated(after === undefined ? before : before + numberText(value, numbers) + after, composer);
};

/** Where the bare name is used. */
export interface UnitNameOptions extends LabelOptions {
  /** `heading` (default): "Points". `sentence`: "points", with a capital only where the language has it there. */
  readonly context?: 'heading' | 'sentence' | undefined;
}

/** Languages that capitalize nouns. */
const CAPITALIZING = ['de', 'lb'];

/**
 * The name of the points without a number, in the nominative plural: "Points", "Баллы". A custom name, and one of
 * `units`, is shown as written. Never throws.
 */
export const unitName = (options: UnitNameOptions): string => {
  const { context, ...rest } = { ...options };
  const { locale, unit, custom } = localize(rest);
  const name = custom?.name ?? unit?.name ?? '';
  const isAsWritten = custom !== undefined || unit !== locale.unit || CAPITALIZING.includes(locale.language);
  return context !== 'sentence' || isAsWritten ? name : name.toLowerCase();
};
