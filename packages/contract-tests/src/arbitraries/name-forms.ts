import { LIMITS, type LocaleNameForms } from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';
import { customNames } from './texts.js';

const LOCALES = [
  ...['ar', 'cs', 'cy', 'de', 'en', 'en-GB', 'es-419', 'fr', 'ga', 'he', 'hi', 'ja', 'lt', 'mt', 'pl'],
  ...['pt-BR', 'ru', 'sl', 'sr-Latn', 'sw', 'th', 'uk', 'zh-Hans', 'zh-Hant-TW'],
];

/** The forms of a custom name in some languages, in canonical tags, each language once. */
export const nameForms = (): Arbitrary<LocaleNameForms[]> =>
  fc.subarray(LOCALES, { minLength: 1, maxLength: LIMITS.customNameForms.maxItems }).chain((locales) =>
    fc.tuple(
      ...locales.map((locale) =>
        fc.record({
          locale: fc.constant(locale),
          forms: fc.record(
            {
              zero: customNames(),
              one: customNames(),
              two: customNames(),
              few: customNames(),
              many: customNames(),
              other: customNames(),
            },
            { requiredKeys: ['other'] },
          ),
        }),
      ),
    ),
  );
