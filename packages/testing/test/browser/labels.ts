import { CATALOGUE } from '@loyalty-programs/core/point-labels';
import { describe, expect, it } from 'vitest';
import type { Stage } from '@loyalty-programs/testing/browser/stage';
import * as labels from '@loyalty-programs/testing/browser/subjects/labels';

declare global {
  interface Window {
    readonly labels: typeof labels;
  }
}

const REGIONAL =
  'en-GB en-IN fr-CA fr-CH de-CH es-MX pt-BR ar-EG ar-SA ar-MA zh-CN zh-TW zh-HK zh-Hant-MO'.split(' ');
const STRANGE = [
  '',
  'xx',
  'x-private',
  'en_US',
  'not a tag',
  'und',
  'iw',
  'in',
  'no',
  'sh',
  'tl',
  'hi-u-nu-deva',
  'ar-u-nu-latn',
  'ru_RU.UTF-8',
  'sr_RS@latin',
  'zh-cmn-Hans',
];
const LOCALES = [...Object.keys(CATALOGUE), ...REGIONAL, ...STRANGE];

const COUNTS = [
  ...'0 -0 1 2 3 4 5 6 7 10 11 19 20 21 22 25 99 100 101 102 111 1000 1234 12345 1000000 1234567 2000000'.split(
    ' ',
  ),
  ...'0.5 1.5 1.25 2.1 0.0001 -1 -2 -2.5 -1234 -0.0001 1e15 1e18 1e19 1e21 1e23 9007199254740993 NaN Infinity -Infinity'.split(
    ' ',
  ),
];

const POINTS = [
  { customName: null },
  { customName: 'Shells' },
  {
    customName: 'نقاط',
    customNameForms: [
      { locale: 'pl', forms: { one: 'muszla', few: 'muszle', many: 'muszli', other: 'muszli' } },
      { locale: 'nb', forms: { one: 'skjell', other: 'skjellene' } },
      { locale: 'cy', forms: { two: 'gragen', other: 'cragen' } },
    ],
  },
];

/** Some that are known, lest both engines be wrong alike. */
const KNOWN = [
  'en 1: 1 point',
  'en 1234567: 1,234,567 points',
  'pl 2: 2 punkty',
  'pl 5: 5 punktów',
  'pl 1.5: 1,5 punktu',
  'fr 0: 0 point',
  'fr 1000000: 1\u202f000\u202f000 de points',
  `fr 1e19: 10${'\u202f000'.repeat(6)} de points`,
  'ru 21: 21 балл',
  'sl 2: 2 točki',
  'ar 2: نقطتان',
  'he 1: נקודה אחת',
  'he 0.5: 0.5 נקודה',
  'mt 11: 11-il punt',
  'ga 11: 11 phointe',
  'my 5: ၅ ပွိုင့်',
  'zh-HK 5: 5 積分',
  'ru_RU.UTF-8 5: 5 баллов',
];

/** Separators gone from the numbers of those locales. */
const withoutSeparators = (made: readonly string[], locales: readonly string[]): readonly string[] =>
  made.map((line) =>
    locales.some((locale) => line.startsWith(`${locale} `))
      ? line.replace(/(?<=\p{Nd})\P{Nd}(?=\p{Nd})/gu, '')
      : line,
  );

export const describeLabels = (stage: Stage): void => {
  describe('Point labels', () => {
    it.each(['en-US', 'th-TH', 'ar-EG'])(
      'are in a browser that speaks %s what they are in Node',
      async (locale) => {
        const { page, complaints } = await stage.open('/labels.html', { locale });
        expect(await page.evaluate(() => window.labels.ownLanguage())).toBe(locale);
        // Regions change their separators from one version of the data to the next; the words never depend on it.
        const numbers = await page.evaluate((it) => window.labels.numbersOf(it), REGIONAL);
        const here = labels.numbersOf(REGIONAL);
        const differing = REGIONAL.filter((_, index) => numbers[index] !== here[index]);
        for (const pointDefinition of POINTS) {
          const asked = { locales: LOCALES, counts: COUNTS, pointDefinition };
          const made = await page.evaluate((it) => window.labels.labelsOf(it), asked);
          expect(withoutSeparators(made, differing)).toEqual(
            withoutSeparators(labels.labelsOf(asked), differing),
          );
          if (pointDefinition.customName === null) expect(made).toEqual(expect.arrayContaining(KNOWN));
        }
        expect(complaints).toEqual([]);
        await page.close();
      },
    );
  });
};
