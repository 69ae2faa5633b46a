import { resolveLocales } from './resolve.js';

/** What of a program matters to its name; a `LoyaltyProgram` fits. */
export interface NamedProgram {
  readonly name: string | null;
  readonly nameTranslations?: readonly { readonly locale: string; readonly name: string }[] | null;
}

/**
 * The program's name in the language of the reader, by the fallbacks of the labels: `zh-HK` takes a `zh-Hant` name,
 * `pt-BR` a `pt` one. Without a matching translation it is the name as written; `null` if there is none.
 *
 * @param locale The reader's language as a BCP 47 tag, or several in the order of preference.
 */
export const programName = (program: NamedProgram, locale: string | readonly string[]): string | null => {
  const translations = program.nameTranslations ?? [];
  for (const { tags } of translations.length === 0 ? [] : resolveLocales(locale)) {
    for (const tag of tags) {
      const translation = translations.find((each) => each.locale === tag);
      if (translation !== undefined) return translation.name;
    }
  }
  return program.name;
};
