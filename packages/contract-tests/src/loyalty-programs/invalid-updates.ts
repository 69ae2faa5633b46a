import { type FieldViolation, siteIdOf } from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { done, expectError, programOf } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';
import {
  forbidden,
  invisible,
  required,
  tooLarge,
  tooLong,
  tooMany,
  tooShort,
  tooSmall,
  wrongFormat,
  wrongType,
} from './violations.js';

const SHOP = siteIdOf('shop');

const WHOLE = '';
const NAME = 'name';
const POINTS = 'pointDefinition';
const ICON = `${POINTS}.icon`;
const FORMS = `${POINTS}.customNameForms`;
const EXPIRATION = 'pointsExpiration';
const MONTHS = `${EXPIRATION}.monthsOfInactivity`;
const PERCENTAGE = `${EXPIRATION}.expiringPointsPercentage`;

const forms = (...customNameForms: readonly unknown[]): unknown => ({
  pointDefinition: { customName: 'Stars', customNameForms },
});

const URL_EXPECTED = 'an absolute https:, http:, wix:image: or wix:vector: URL';
const LOCALE_EXPECTED = 'a language tag such as pt-BR';

type Row = readonly [update: unknown, ...violations: readonly [FieldViolation, ...FieldViolation[]]];

/** Updates that say one thing wrong, or several. */
const TABLE: readonly Row[] = [
  [null, required(WHOLE)],
  [undefined, required(WHOLE)],
  [[], wrongType(WHOLE, 'an object')],
  ['name', wrongType(WHOLE, 'an object')],
  [7, wrongType(WHOLE, 'an object')],
  [{ name: '' }, tooShort(NAME, 2)],
  [{ name: 'x'.repeat(51) }, tooLong(NAME, 50)],
  [{ name: 7 }, wrongType(NAME, 'a string')],
  [{ name: 'a\u202Eb' }, forbidden(NAME, 'U+202E')],
  [{ name: 'a\uD800b' }, forbidden(NAME, 'U+D800')],
  [{ name: 'a\u0000b' }, forbidden(NAME, 'U+0000')],
  [{ name: '\u200B\u200B' }, invisible(NAME)],
  [{ name: '\u0007' }, tooShort(NAME, 2), forbidden(NAME, 'U+0007')],
  [{ pointDefinition: [] }, wrongType(POINTS, 'an object')],
  [{ pointDefinition: { customName: 'x'.repeat(21) } }, tooLong(`${POINTS}.customName`, 20)],
  [{ pointDefinition: { customName: {} } }, wrongType(`${POINTS}.customName`, 'a string')],
  [{ pointDefinition: { icon: 'star.png' } }, wrongType(ICON, 'an object')],
  [{ pointDefinition: { icon: {} } }, required(`${ICON}.url`)],
  [{ pointDefinition: { icon: { url: 'javascript:x' } } }, wrongFormat(`${ICON}.url`, URL_EXPECTED)],
  [
    {
      pointDefinition: {
        icon: { url: '/a', id: '%', altText: 7, filename: 'x'.repeat(256), width: -1, height: 1e6 },
      },
    },
    wrongFormat(`${ICON}.url`, URL_EXPECTED),
    wrongFormat(`${ICON}.id`, 'validly percent-encoded'),
    wrongType(`${ICON}.altText`, 'a string'),
    tooLong(`${ICON}.filename`, 255),
    tooSmall(`${ICON}.width`, 0),
    tooLarge(`${ICON}.height`, 100_000),
  ],
  [{ pointDefinition: { customNameForms: {} } }, wrongType(FORMS, 'a list')],
  [forms(...Array.from({ length: 21 }, () => null)), tooMany(FORMS, 20)],
  [
    forms(null, {}, { locale: 'p_l', forms: { one: '' } }, { locale: 7, forms: [] }),
    wrongType(`${FORMS}[0]`, 'an object'),
    required(`${FORMS}[1].locale`),
    required(`${FORMS}[1].forms`),
    wrongFormat(`${FORMS}[2].locale`, LOCALE_EXPECTED),
    tooShort(`${FORMS}[2].forms.one`, 1),
    required(`${FORMS}[2].forms.other`),
    wrongType(`${FORMS}[3].locale`, 'a string'),
    wrongType(`${FORMS}[3].forms`, 'an object'),
  ],
  [forms({ locale: 'pl', forms: { one: 'x' } }), required(`${FORMS}[0].forms.other`)],
  [
    forms({ locale: 'pt-BR', forms: { other: 'x' } }, { locale: 'PT-br', forms: { other: 'y' } }),
    wrongFormat(`${FORMS}[1].locale`, 'a unique language'),
  ],
  [
    { pointDefinition: { customNameForms: [{ locale: 'pl', forms: { other: 'x' } }] } },
    required(`${POINTS}.customName`),
  ],
  [{ pointsExpiration: 'never' }, wrongType(EXPIRATION, 'an object')],
  [
    { pointsExpiration: { monthsOfInactivity: 0, expiringPointsPercentage: 101 } },
    tooSmall(MONTHS, 1),
    tooLarge(PERCENTAGE, 100),
  ],
  [
    { pointsExpiration: { monthsOfInactivity: 1.5, expiringPointsPercentage: '50' } },
    wrongType(MONTHS, 'a whole number'),
    wrongType(PERCENTAGE, 'a whole number'),
  ],
  [
    { name: 'x', pointDefinition: { customName: 7, icon: [] }, pointsExpiration: { monthsOfInactivity: 13 } },
    tooShort(NAME, 2),
    wrongType(`${POINTS}.customName`, 'a string'),
    wrongType(ICON, 'an object'),
    tooLarge(MONTHS, 12),
  ],
];

/** What is said of updates that break rules. */
export const invalidUpdateChecks = {
  'reports every violation of an update and changes nothing': async (harness) => {
    const { programs, install } = harness;
    await install(SHOP, anInstallation());
    for (const [at, [unvalidated, ...violations]] of TABLE.entries()) {
      const operation = `update ${at}`;
      await expectError(operation, () => programs.update(SHOP, { unvalidated }), {
        type: 'InvalidInput',
        violations,
      });
    }
    expectEqual((await programOf(harness, SHOP)).revision, 0, 'the revision afterwards');
    expectEqual(await done('history', () => programs.history(SHOP)), [], 'what happened');
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
