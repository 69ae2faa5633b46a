import type { PluralCategory } from '../values/name-forms.js';
import { composerFor, isolated, numberText, spaced, toCount } from './compose.js';
import { affixesOf } from './localized-points.js';
import type { Numbers } from './number-formats.js';
import type { FormatPointsOptions } from './options.js';
import { formatPoints } from './point-labels.js';

type AnyCategory = PluralCategory | '*';

/** Ranges whose category is not that of their end, by CLDR 48. */
const EXCEPTIONS: readonly (readonly [
  languages: string,
  start: AnyCategory,
  end: PluralCategory,
  result: PluralCategory,
])[] = [
  ['af ar bg ca en es et eu fi he ka mk nb si sv ur', 'other', 'one', 'other'],
  ['fa mk', 'one', 'one', 'other'],
  ['ar he', 'one', 'two', 'other'],
  ['ar he', 'other', 'two', 'other'],
  ['ar', 'zero', 'one', 'zero'],
  ['ar', 'zero', 'two', 'zero'],
  ['ka', 'one', 'other', 'one'],
  ['lv', '*', 'zero', 'other'],
  ['ro', 'few', 'one', 'few'],
  ['sl', '*', 'one', 'few'],
];

/** The plural category of a range in a language. */
export const rangeCategory = (
  language: string,
  start: PluralCategory,
  end: PluralCategory,
): PluralCategory => {
  const base = language.replace(/-.*$/u, '');
  const exception = EXCEPTIONS.find(
    ([languages, from, to]) =>
      to === end && (from === '*' || from === start) && languages.split(' ').includes(base),
  );
  return exception?.[3] ?? end;
};

const rangeText = (start: number | bigint, end: number | bigint, numbers: Numbers): string => {
  try {
    // It throws for what is no number.
    const text = numbers.areSubstitutes ? undefined : numbers.intl?.formatRange(start, end);
    if (text !== undefined) return text;
  } catch {
    // Some runtimes cannot write ranges, older ones none that runs backwards.
  }
  return `${numberText(start, numbers)}–${numberText(end, numbers)}`;
};

/** What is shown as 0 has no sign. */
const endpoint = (raw: unknown, numbers: Numbers): number | bigint => {
  const count = toCount(raw);
  return numberText(count, numbers) === numberText(0, numbers) ? 0 : count;
};

/**
 * A range of points: "100–200 points", "1–2 балла". The options are those of {@link formatPoints}; start and end may
 * be any numbers. Where both are shown alike, it is the label of the end. Never throws.
 */
export const formatPointsRange = (
  start: number | bigint,
  end: number | bigint,
  options: FormatPointsOptions,
): string => {
  const composer = composerFor(options);
  const { points, numbers } = composer;
  const { language, categoryOf } = points.locale;
  const from = endpoint(start, numbers);
  const to = endpoint(end, numbers);
  if (numberText(from, numbers) === numberText(to, numbers)) return formatPoints(to, options);
  const category = rangeCategory(language, categoryOf(numbers.shown(from)), categoryOf(numbers.shown(to)));
  const [before, after = ''] = spaced(affixesOf(points, category), composer);
  return isolated(before + rangeText(from, to, numbers) + after, composer);
};
