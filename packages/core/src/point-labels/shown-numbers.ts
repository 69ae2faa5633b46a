import type { ShownNumber } from './plural-rules.js';

/** The last six digits decide on every plural category; a million stands for all that comes before them. */
const shortened = (digits: string): number => {
  const last = Number(digits.slice(-6));
  return Number(digits.slice(0, -6)) > 0 ? 1e6 + last : last;
};

const withoutSign = (count: number | bigint): string => String(count).replace(/^-/u, '');

const trimZeros = (digits: string): string => digits.replace(/0+$/u, '');

/** What the digits of a number, all of them shown but `exponent` of them put in words, mean for its category. */
const describe = (whole: string, fraction: string, exponent: number, isBare: boolean): ShownNumber => {
  const i = shortened(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const rest = fraction.slice(exponent);
  const t = shortened(trimZeros(rest));
  return { n: t === 0 ? i : NaN, i, v: rest.length, f: shortened(rest), t, e: exponent, isBare };
};

/** What cannot be counted takes the form of many: in every language, that of a large number that ends in 11. */
const UNCOUNTABLE = /* @__PURE__ */ describe('1000011', '', 0, false);

const isUncountable = (count: number | bigint): boolean =>
  typeof count === 'number' && !Number.isFinite(count);

/** How many fraction digits `Intl` shows by default. */
const MAX_FRACTION_DIGITS = 3;

/** The digits of a number in decimal notation, no more than identify it: those that `Intl` shows. */
const decimalDigits = (count: number | bigint): readonly [whole: string, fraction: string] => {
  const [mantissa = '', exponent = '0'] = withoutSign(count).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return ['0', '0'.repeat(-shift - 1) + whole + fraction];
  return [whole + fraction.slice(0, shift).padEnd(shift, '0'), fraction.slice(shift)];
};

/** The digits of a number as `Intl` shows them by default: rounded to three in the fraction, half away from zero. */
export const defaultDigits = (count: number | bigint): readonly [whole: string, fraction: string] => {
  const [whole, fraction] = decimalDigits(count);
  if (fraction.length <= MAX_FRACTION_DIGITS) return [whole, fraction];
  const isRoundedUp = Number(fraction.charAt(MAX_FRACTION_DIGITS)) >= 5;
  const thousandths = BigInt(whole + fraction.slice(0, MAX_FRACTION_DIGITS)) + (isRoundedUp ? 1n : 0n);
  const digits = String(thousandths).padStart(MAX_FRACTION_DIGITS + 1, '0');
  return [digits.slice(0, -MAX_FRACTION_DIGITS), trimZeros(digits.slice(-MAX_FRACTION_DIGITS))];
};

/** A number as `Intl` shows it by default. */
export const shownByDefault = (count: number | bigint): ShownNumber => {
  if (typeof count === 'number' && Number.isSafeInteger(count)) {
    const i = Math.abs(count);
    return { n: i, i, v: 0, f: 0, t: 0, e: 0, isBare: count >= 0 };
  }
  if (isUncountable(count)) return UNCOUNTABLE;
  const [whole, fraction] = defaultDigits(count);
  return describe(whole, fraction, 0, count >= 0 && fraction === '');
};

/** The logarithm of a number from 1 by its digits, however many there are. */
const log10Of = (whole: string, fraction: string): number =>
  whole.length + Math.log10(Number(`0.${(whole + fraction).slice(0, 15)}`));

/** A number as it is shown by its text, which has ASCII digits that are not grouped. */
export const shownInText = (count: number | bigint, text: string): ShownNumber => {
  const [, whole, fraction = ''] = /(\d+)(?:[.,](\d+))?/u.exec(text) ?? [];
  if (whole === undefined || isUncountable(count)) return UNCOUNTABLE;
  const given = decimalDigits(count);
  // Rounding never changes a number as much as the words of compact notation do, which are for thousands and more.
  const exponent =
    given[0].length < 4 || /^0/u.test(whole)
      ? 0
      : Math.max(0, Math.round(log10Of(...given) - log10Of(whole, fraction)));
  const isBare = /^[\u200E\u200F\u061C]*(?:0|[1-9]\d*)[\u200E\u200F\u061C]*$/u.test(text);
  return describe(whole, fraction, exponent, isBare && exponent === 0);
};
