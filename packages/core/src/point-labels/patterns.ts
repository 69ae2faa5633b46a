import { PLURAL_CATEGORIES, type PluralCategory } from '../values/name-forms.js';
import type { Patterns } from './catalogue.js';
import { affixesOf, localize } from './localized-points.js';
import type { LabelOptions } from './options.js';

/**
 * The patterns that labels are made of, by plural category, for tools that inflect by themselves; `#` is the place
 * of the number, as in ICU messages: `{ one: '# point', other: '# points' }`. Keys such as `=1` are exact values and
 * come before categories. `#` in a custom name is not escaped. Never throws.
 */
export const pointPatterns = (options: LabelOptions): Patterns => {
  const points = localize({ ...options });
  const { unit, custom } = points;
  if (custom === undefined) return unit === undefined ? { other: '#' } : { ...unit.patterns };
  const { forms } = custom;
  const categories = PLURAL_CATEGORIES.filter((each) => each !== 'other' && forms?.[each] !== undefined);
  const patternOf = (category: PluralCategory): string => affixesOf(points, category).join('#');
  const entries = categories.map((category) => [category, patternOf(category)] as const);
  return { ...Object.fromEntries(entries), other: patternOf('other') };
};
