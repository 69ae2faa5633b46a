import { type Affixes, type LocalizedPoints, localize } from './localized-points.js';
import type { Numbers, PointsNumberOptions } from './number-formats.js';
import type { FormatPointsOptions } from './options.js';

const NO_BREAK_SPACE = '\u00A0';
const NOT_A_NUMBER = '–';

/** All that labels with the same options are made of. */
export interface Composer {
  readonly points: LocalizedPoints;
  readonly numbers: Numbers;
  readonly isIsolated: boolean;
  readonly isUnbroken: boolean;
}

const isEmpty = (options: PointsNumberOptions): boolean => Object.keys(options).length === 0;

export const composerFor = (options: FormatPointsOptions): Composer => {
  // JavaScript may leave out the options.
  const { locale, pointDefinition, units, isolate, noBreak, ...number } = { ...options };
  const points = localize({ locale, pointDefinition, units });
  const { numbers, numbersWith } = points.locale;
  return {
    points,
    numbers: isEmpty(number) ? numbers : numbersWith(number),
    isIsolated: isolate === true,
    isUnbroken: noBreak === true,
  };
};

/** Digits in text are read; what is no number at all counts as `NaN`, and −0 as 0. */
export const toCount = (raw: unknown): number | bigint => {
  if (typeof raw === 'bigint') return raw;
  const isText = typeof raw === 'string' && raw.trim() !== '';
  return typeof raw === 'number' || isText ? Number(raw) + 0 : NaN;
};

export const numberText = (count: number | bigint, { format }: Numbers): string =>
  Number.isNaN(count) ? NOT_A_NUMBER : format(count);

/** The affixes as the options want them: with spaces that do not break. */
export const spaced = (affixes: Affixes, { isUnbroken }: Composer): Affixes => {
  const [before, after] = affixes;
  if (!isUnbroken || after === undefined) return affixes;
  return [before.replace(/ $/u, NO_BREAK_SPACE), after.replace(/^ /u, NO_BREAK_SPACE)];
};

/** Sets a label apart from text that runs the other way. */
export const isolated = (label: string, { isIsolated }: Composer): string =>
  isIsolated ? `\u2068${label}\u2069` : label;
