import { ok } from 'neverthrow';
import type { Kind } from './kinds.js';
import { LOCALE_LENGTH, MAX_LOCALES, parsePerLocale } from './locale.js';
import { type LengthLimits, parseDisplayText } from './text.js';

/** A name in one language. */
export interface LocaleName {
  /** Canonical BCP 47 tag. */
  readonly locale: string;
  readonly name: string;
}

/** A name in at most 20 languages, each named once. */
export type NameTranslations = readonly LocaleName[];

/** The kind of a name per language, by the text rules of the name itself. */
export const nameTranslations = (limits: Required<LengthLimits>): Kind<NameTranslations> => ({
  schema: {
    type: 'list',
    maxItems: MAX_LOCALES,
    items: {
      type: 'object',
      properties: {
        locale: { schema: { type: 'text', ...LOCALE_LENGTH, isDisplayed: false }, presence: 'required' },
        name: { schema: { type: 'text', ...limits, isDisplayed: true }, presence: 'required' },
      },
    },
  },
  parse: (raw, path) =>
    parsePerLocale(raw, path, 'name', (text, field) => parseDisplayText(field, text, limits)).andThen(
      (names) => ok(names && Array.from(names, ([locale, name]) => ({ locale, name }))),
    ),
});
