import type { CustomNameForms, NameForms } from '../loyalty-program/custom-name-forms.js';
import type { PluralCategory } from '../loyalty-program/plural-category.js';
import { fallbacksOf, languageOf, toLocale } from './locales.js';
import { numberFormatOf } from './number-formats.js';
import { pluralRuleOf } from './plural-rules.js';
import { type ResolvedLocale, resolveLocale } from './resolve.js';

/** A custom name in one language: what to call so many of them, and how to write how many. */
export interface CustomUnit extends Pick<ResolvedLocale, 'numbers' | 'categoryOf'> {
  readonly nameFor: (category: PluralCategory) => string;
  /** The number comes after the name, as in Swahili. */
  readonly isNameFirst: boolean;
}

const formsFor = (forms: CustomNameForms, locale: Intl.Locale): NameForms | undefined => {
  const tags = [locale.baseName, ...fallbacksOf(locale)];
  return tags.map((tag) => forms.find((each) => each.locale === tag)).find((each) => each !== undefined)
    ?.forms;
};

/** The forms in the first of the wanted languages that has some, with that language's own rule and numbers. */
const inflected = (forms: CustomNameForms, tags: readonly string[]): CustomUnit | undefined => {
  for (const tag of tags) {
    const locale = toLocale(tag);
    const found = locale === undefined ? undefined : formsFor(forms, locale);
    const categoryOf = locale === undefined ? undefined : pluralRuleOf(languageOf(locale));
    if (locale === undefined || found === undefined || categoryOf === undefined) continue;
    return {
      numbers: numberFormatOf(locale, languageOf(locale)),
      categoryOf,
      nameFor: (category) => found[category] ?? found.other,
      isNameFirst: isNameFirst(resolveLocale(tag)),
    };
  }
  return undefined;
};

const isNameFirst = ({ unit }: ResolvedLocale): boolean => unit.patterns.other.endsWith('#');

/** A custom name as it is shown in the wanted locale: by its forms there, else as written. */
export const customUnit = (
  name: string,
  forms: CustomNameForms | null | undefined,
  wanted: string | readonly string[],
): CustomUnit => {
  const tags = typeof wanted === 'string' ? [wanted] : wanted;
  const resolved = resolveLocale(wanted);
  return (
    inflected(forms ?? [], tags) ?? {
      ...resolved,
      nameFor: () => name,
      isNameFirst: isNameFirst(resolved),
    }
  );
};
