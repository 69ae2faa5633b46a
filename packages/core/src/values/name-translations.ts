import { type Kind, type Part, mandatory, objectOf, requiredText } from './kinds.js';
import { locale, perLocale } from './locale.js';
import type { LengthLimits } from './text.js';

/** A name in one language. */
export interface LocaleName {
  /** Canonical BCP 47 tag. */
  readonly locale: string;
  readonly name: string;
}

/** A name in at most 20 languages, each named once. */
export type NameTranslations = readonly LocaleName[];

/** The kind of a name per language, by the text rules of the name itself. */
export const nameTranslations = (limits: Required<LengthLimits>): Kind<NameTranslations> => {
  const name: Part<string> = requiredText(limits);
  return perLocale(objectOf<LocaleName>({ locale, name: mandatory(name) }));
};
