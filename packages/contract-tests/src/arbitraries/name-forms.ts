import { type LocaleName, type LocaleNameForms, MAX_LOCALES } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { customNames, programNames } from './texts.js';

const LOCALES = [
  ...['ar', 'cs', 'cy', 'de', 'en', 'en-GB', 'es-419', 'fr', 'ga', 'he', 'hi', 'ja', 'lt', 'mt', 'pl'],
  ...['pt-BR', 'ru', 'sl', 'sr-Latn', 'sw', 'th', 'uk', 'zh-Hans', 'zh-Hant-TW'],
];

/** The forms of a custom name in some languages, in canonical tags, each language once. */
export const nameForms = (): Arbitrary<LocaleNameForms[]> => {
  // Made once: an arbitrary for each form of each language would take most of the time.
  const text = customNames();
  const anyForms = fc.record(
    { zero: text, one: text, two: text, few: text, many: text, other: text },
    { requiredKeys: ['other'] },
  );
  return fc
    .subarray(LOCALES, { minLength: 1, maxLength: MAX_LOCALES })
    .chain((locales) => fc.tuple(...locales.map((locale) => anyForms.map((forms) => ({ locale, forms })))));
};

/** The program's name in some languages, in canonical tags, each language once. */
export const nameTranslations = (): Arbitrary<LocaleName[]> => {
  const name = programNames();
  return fc
    .subarray(LOCALES, { minLength: 1, maxLength: MAX_LOCALES })
    .chain((locales) => fc.tuple(...locales.map((locale) => name.map((text) => ({ locale, name: text })))));
};
