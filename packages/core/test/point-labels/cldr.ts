import languageMatching from 'cldr-core/supplemental/languageMatching.json' with { type: 'json' };
import pluralRanges from 'cldr-core/supplemental/pluralRanges.json' with { type: 'json' };
import plurals from 'cldr-core/supplemental/plurals.json' with { type: 'json' };
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import type { ShownNumber } from '../../src/point-labels/plural-rules.js';

/** What CLDR 48 says, which is pinned. */
const at = (whole: unknown, ...path: readonly string[]): unknown =>
  path.reduce((part, key) => (isRecord(part) ? part[key] : undefined), whole);

/** For a language, or one in a region. */
const entryFor = (table: unknown, tag: string): Readonly<Record<string, unknown>> | undefined => {
  const entry = at(table, tag) ?? at(table, tag.replace(/-.*$/u, ''));
  return isRecord(entry) ? entry : undefined;
};

/** The plural categories of a language, with the rule and the samples of each; `undefined` where there are none. */
export const categoriesOf = (language: string): ReadonlyMap<string, string> | undefined => {
  const rules = entryFor(at(plurals, 'supplemental', 'plurals-type-cardinal'), language);
  return (
    rules &&
    new Map(Object.entries(rules).map(([key, rule]) => [key.replace('pluralRule-count-', ''), String(rule)]))
  );
};

/** The numbers that a rule gives as samples: "1", "1.50", "1.2c6" for 1.2 million in compact notation. */
export const samplesIn = (rule: string): readonly string[] =>
  rule
    .replace(/^[^@]*/u, '')
    .replaceAll(/@(?:integer|decimal)|…/gu, ',')
    .split(',')
    .flatMap((part) => part.trim().split('~'))
    .map((text) => text.trim())
    .filter((text) => text !== '');

/** A sample in the terms of the rules. */
export const shownAs = (sample: string): ShownNumber => {
  const [mantissa = '', exponent = '0'] = sample.split('c');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const e = Number(exponent);
  const i = Number(whole + decimals.slice(0, e).padEnd(e, '0'));
  const fraction = decimals.slice(e);
  const t = Number(fraction.replace(/0+$/u, ''));
  return { n: t === 0 ? i : NaN, i, v: fraction.length, f: Number(fraction), t, e, isBare: false };
};

/** The ranges of a language by start and end, with their category. */
export const rangesOf = (
  language: string,
): readonly (readonly [start: string, end: string, result: string])[] =>
  Object.entries(entryFor(at(pluralRanges, 'supplemental', 'plurals'), language) ?? {}).map(
    ([key, result]) => {
      const [, start = '', end = ''] = /^pluralRange-start-(.*)-end-(.*)$/u.exec(key) ?? [];
      return [start, end, String(result)];
    },
  );

/** Languages whose readers understand another one about as well as their own. */
export const closeRelatives = (): readonly (readonly [desired: string, supported: string])[] => {
  const matches = at(languageMatching, 'supplemental', 'languageMatching', 'written-new', 'languageMatch');
  if (!Array.isArray(matches)) throw new Error('CLDR matches no languages');
  return matches.flatMap((match: unknown) => {
    const [desired, supported] = [String(at(match, '_desired')), String(at(match, '_supported'))];
    const isPlain = /^[a-z]{2,3}$/u.test(desired) && /^[a-z]{2,3}$/u.test(supported);
    return isPlain && at(match, '_oneway') === true && Number(at(match, '_distance')) <= 10
      ? [[desired, supported] as const]
      : [];
  });
};
