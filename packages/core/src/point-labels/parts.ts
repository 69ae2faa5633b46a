import { composerFor, numberText, spaced, toCount } from './compose.js';
import { affixesOf } from './localized-points.js';
import type { Numbers } from './number-formats.js';
import type { FormatPointsOptions } from './options.js';

/** The number of a label. */
export interface NumberPart {
  readonly type: 'number';
  /** All of it: "1,234". */
  readonly value: string;
  /** The parts of it, as `Intl.NumberFormat` names them: `integer`, `group`, `decimal`, `compact`, … */
  readonly parts: readonly Intl.NumberFormatPart[];
}

/** What surrounds the number of a label: `unit` for words, `literal` for spaces and isolates. */
export interface TextPart {
  readonly type: 'unit' | 'literal';
  readonly value: string;
}

export type PointsPart = NumberPart | TextPart;

const textParts = (text: string): readonly TextPart[] =>
  (text.match(/^\s+|\s+$|\S(?:[\s\S]*\S)?/gu) ?? []).map((value) => ({
    type: value.trim() === '' ? 'literal' : 'unit',
    value,
  }));

const numberPart = (count: number | bigint, numbers: Numbers): NumberPart => {
  const value = numberText(count, numbers);
  try {
    const parts = numbers.intl?.formatToParts(count) ?? [];
    if (parts.map((part) => part.value).join('') === value) return { type: 'number', value, parts };
  } catch {
    // Some runtimes cannot take numbers apart.
  }
  return { type: 'number', value, parts: [{ type: Number.isNaN(count) ? 'nan' : 'integer', value }] };
};

/**
 * The label of {@link formatPoints} in parts, to set the number in bold or to animate it. Their values make up the
 * label. Labels that say the number in words, such as "نقطتان", have no part of type `number`. Never throws.
 */
export const formatPointsToParts = (
  count: number | bigint,
  options: FormatPointsOptions,
): readonly PointsPart[] => {
  const composer = composerFor(options);
  const { points, numbers } = composer;
  const value = toCount(count);
  const shown = numbers.shown(value);
  const [before, after] = spaced(affixesOf(points, points.locale.categoryOf(shown), shown), composer);
  const parts: readonly PointsPart[] =
    after === undefined
      ? textParts(before)
      : [...textParts(before), numberPart(value, numbers), ...textParts(after)];
  const isolate = (character: string): readonly TextPart[] =>
    composer.isIsolated ? [{ type: 'literal', value: character }] : [];
  return [...isolate('\u2068'), ...parts, ...isolate('\u2069')];
};
