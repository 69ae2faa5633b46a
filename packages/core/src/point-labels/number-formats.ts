import type { ParsedLocale } from './locales.js';
import { type ShownNumber } from './plural-rules.js';
import { defaultDigits, shownByDefault, shownInText } from './shown-numbers.js';

/** How numbers are written: options of `Intl.NumberFormat` that make sense for points, with the same defaults. */
export type PointsNumberOptions = Pick<
  Intl.NumberFormatOptions,
  | 'minimumIntegerDigits'
  | 'minimumFractionDigits'
  | 'maximumFractionDigits'
  | 'minimumSignificantDigits'
  | 'maximumSignificantDigits'
  | 'numberingSystem'
  | 'roundingIncrement'
  | 'roundingMode'
  | 'roundingPriority'
  | 'signDisplay'
  | 'trailingZeroDisplay'
  | 'useGrouping'
> & {
  /** `compact`: "1.2K points", in the short form; in full in languages whose short form not every browser has. */
  readonly notation?: 'standard' | 'compact' | undefined;
};

/** The numbers of a locale. */
export interface Numbers {
  readonly format: (count: number | bigint) => string;
  /** What of a number decides on the plural category, once it is written. */
  readonly shown: (count: number | bigint) => ShownNumber;
  /** `undefined` where the runtime has none for the language. */
  readonly intl: Intl.NumberFormat | undefined;
  /** Whether they are those of another language, which may write a range in another way. */
  readonly areSubstitutes: boolean;
}

/**
 * The languages whose number formats substitute for those of another. For these Chromium has no formats, or wrong
 * ones, and would use those of the reader's own language; the substitutes write numbers in the same way.
 */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  ...{ az: 'da', bs: 'da', gl: 'da', is: 'da', lb: 'da', lo: 'da', mk: 'da' },
  ...{ be: 'pl', hy: 'pl', ka: 'pl', sq: 'pl' },
  ...{ km: 'en', mn: 'en', si: 'en', zu: 'en', my: 'en-u-nu-mymr' },
  ...{ cy: 'en-GB', ga: 'en-IE', gd: 'en-GB', mt: 'en-MT' },
  ...{ eu: 'hr', fo: 'hr' },
  ...{ kk: 'ru', ky: 'ru', oc: 'ru', uz: 'ru' },
  ...{ eo: 'fr', ne: 'mr', nn: 'nb', pa: 'hi' },
};

/** Languages with a decimal point; the others have a comma. */
const WITH_POINT =
  'en ar cy ga gd mt he ja ko zh th ms fil sw zu am hi mr bn ta te gu kn ml pa ne si my km mn ur';

/** Where the runtime cannot write numbers: digits that are not grouped, with the decimal mark of the language. */
const plainNumbers = (language: string, { signDisplay }: PointsNumberOptions): Numbers => ({
  format: (count) => {
    if (typeof count === 'number' && !Number.isFinite(count)) return count < 0 ? '-∞' : '∞';
    const [whole, fraction] = defaultDigits(count);
    const isZero = whole === '0' && fraction === '';
    const isPlus = signDisplay === 'always' || (signDisplay === 'exceptZero' && !isZero);
    const isMinus = count < 0 && !isZero && signDisplay !== 'never';
    const sign = isMinus ? '-' : isPlus ? '+' : '';
    const mark = WITH_POINT.split(' ').includes(language.replace(/-.*$/u, '')) ? '.' : ',';
    return `${sign}${whole}${fraction && mark + fraction}`;
  },
  shown: shownByDefault,
  intl: undefined,
  areSubstitutes: false,
});

const createFormat = (
  tags: readonly string[],
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat | undefined => {
  try {
    const [tag] = Intl.NumberFormat.supportedLocalesOf([...tags], { localeMatcher: 'lookup' });
    return tag === undefined ? undefined : new Intl.NumberFormat(tag, options);
  } catch {
    return undefined;
  }
};

/**
 * The number format of a locale, whose language may have another name here. Options that the runtime refuses are
 * left out, all of them.
 */
export const numbersOf = (
  { tag, region, numberingSystem }: ParsedLocale,
  language: string,
  options: PointsNumberOptions,
): Numbers => {
  const substitute = SUBSTITUTES[language];
  const base = language.replace(/-.*$/u, '');
  const regional = region === '' ? [] : [`${base}-${region}`];
  const tags = substitute === undefined ? [tag, ...regional, base] : [substitute];
  const own = numberingSystem === undefined ? {} : { numberingSystem };
  const given: Intl.NumberFormatOptions = { ...own, ...options, style: 'decimal', compactDisplay: 'short' };
  // The words of a substitute are in another language.
  if (substitute !== undefined) given.notation = 'standard';
  const custom = Object.keys(options).length > 0 ? createFormat(tags, given) : undefined;
  const digits = custom && createFormat(tags, { ...given, numberingSystem: 'latn', useGrouping: false });
  const intl = custom ?? createFormat(tags, own);
  if (intl === undefined) return plainNumbers(base, options);
  const shown = (count: number | bigint): ShownNumber =>
    digits === undefined ? shownByDefault(count) : shownInText(count, digits.format(count));
  // Nobody has minus no points, be it that a small debt is shown as 0.
  const withoutMinusZero = (count: number | bigint): number | bigint => {
    if (count > 0 || options.signDisplay !== undefined) return count;
    const { i, f } = shown(count);
    return i === 0 && f === 0 ? 0 : count;
  };
  return {
    format: (count) => intl.format(withoutMinusZero(count)),
    shown,
    intl,
    areSubstitutes: substitute !== undefined,
  };
};
