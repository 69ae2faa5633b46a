import type { CustomNameForms, NameForms } from '../values/custom-name-forms.js';
import type { PluralCategory } from '../values/plural-category.js';
import { type ResolvedLocale, translatedOf } from './resolve.js';

/** A custom name in one language. */
export interface CustomUnit {
  /** Whose numbers and plural rule go with it. */
  readonly locale: ResolvedLocale;
  readonly nameFor: (category: PluralCategory) => string;
}

const formsFor = (forms: CustomNameForms, tags: readonly string[]): NameForms | undefined => {
  for (const tag of tags) {
    const found = forms.find(({ locale }) => locale === tag);
    if (found !== undefined) return found.forms;
  }
  return undefined;
};

/** A custom name by its forms in the first of the locales that it has some for, else as it is written. */
export const customUnit = (
  name: string,
  customNameForms: CustomNameForms | null | undefined,
  locales: readonly ResolvedLocale[],
): CustomUnit => {
  for (const locale of locales) {
    const forms = formsFor(customNameForms ?? [], locale.tags);
    if (forms !== undefined) return { locale, nameFor: (category) => forms[category] ?? forms.other };
  }
  return { locale: translatedOf(locales), nameFor: () => name };
};
