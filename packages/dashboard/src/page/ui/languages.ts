import { CATALOGUE } from '@loyalty-programs/core/point-labels';
import { languageName } from '../i18n.js';

const KNOWN = Object.keys(CATALOGUE);

/** Languages to choose from, by their names in the language of the page. */
export const languageOptions = (
  others: readonly string[] = [],
): readonly (readonly [tag: string, name: string])[] =>
  [...new Set([...KNOWN, ...others])]
    .map((tag) => [tag, languageName(tag)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other));
