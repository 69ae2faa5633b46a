import { patchCases, rawPatchOf, updateInputs } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stage } from '@loyalty-programs/testing/browser/stage';
import * as rules from '@loyalty-programs/testing/browser/subjects/rules';

declare global {
  interface Window {
    readonly rules: typeof rules;
  }
}

const icon = (url: unknown): object => ({ pointDefinition: { icon: { url } } });
const unit = (customName: unknown): object => ({ pointDefinition: { customName } });
const forms = (locale: unknown): object => ({
  pointDefinition: { customName: 'Shells', customNameForms: [{ locale, forms: { other: 'Shells' } }] },
});

/** Where engines could differ: Unicode, addresses, language tags, numbers. */
const DELICATE: readonly unknown[] = [
  null,
  [],
  'text',
  {},
  { name: null, pointDefinition: null, pointsExpiration: null },
  ...['', 'A', 'Ab', '😀'.repeat(50), '😀'.repeat(51), ' \u00a0Ab\ufeff', 'e\u0301'.repeat(50)].map(
    (name) => ({ name }),
  ),
  ...[
    'a\u0000b',
    'a\ud800',
    '\udc00a',
    'a\u202eb',
    'a\u2069b',
    'a\u2028b',
    '\u200b\u2060',
    '\u3164\u2800',
  ].map((name) => ({ name })),
  ...['Stars', 'x'.repeat(21), '\u{e0001}', '\u0958'.repeat(20), '👩‍👩‍👧‍👦', 'نقاط', 7].map(unit),
  ...[
    'https://e.com/☆',
    'HTTP://例え.jp',
    'http://[::1]:80/',
    'https://[',
    'https://a:99999',
    'https://e.com/%zz',
  ].map(icon),
  ...[
    '//e.com/a',
    'javascript:alert(1)',
    'data:,a',
    'https://e.com/a b',
    'wix:image://v1/a.png',

    'http://a..b',
  ].map(icon),
  ...[
    'https://\u00ad/',
    'http://1.2.3.256',
    'http://0x7f.1',
    'https://a\u200db.com',
    'https://user:pw@e.com',
    null,
  ].map(icon),
  ...[
    'en',
    'PT-br',
    'zh-hant-TW',
    'en_US',
    'iw',
    'x-private',
    'i-klingon',
    'en-a-bbb-a-ccc',
    'art-lojban',
    'und',
    '',
  ].map(forms),
  ...[0, 1, 12, 13, 1.5, '3', -0, 1e300].map((monthsOfInactivity) => ({
    pointsExpiration: { monthsOfInactivity },
  })),
];

const randomUpdates = (): unknown[] =>
  fc.sample(fc.oneof(patchCases().map(rawPatchOf), updateInputs()), { numRuns: 1000, seed: 42 });

export const describeRules = (stage: Stage): void => {
  describe('The rules', () => {
    it.each([
      ['of delicate updates', DELICATE],
      ['of 1,000 random updates', randomUpdates()],
    ])('say the same %s in a browser and on the server', async (_, updates) => {
      const asked = JSON.stringify(updates);
      const { page, complaints } = await stage.open('/rules.html');
      const said: unknown = JSON.parse(await page.evaluate((list) => window.rules.judge(list), asked));
      expect(said).toEqual(JSON.parse(rules.judge(asked)));
      expect(complaints).toEqual([]);
      await page.close();
    });
  });
};
