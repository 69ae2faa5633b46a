import { formatPoints, formatPointsToParts } from '@loyalty-programs/core/point-labels';
import { readOptions } from './support/options.js';
import { type Call, measure, rateIn, ratioIn } from './support/rounds.js';
import { perSecond, printHead, printLine } from './support/table.js';

// What a label costs, against the least that it can: writing the number and choosing the category by formats of
// `Intl` that are at hand.

const INTL = 'Intl alone';
const LOCALE = 'pl';

/** Labels are made in no time; the loop around them would count for more. */
const COUNTS = Array.from({ length: 100 }, (_, count) => count);

const options = readOptions({ rounds: 9, slice: 200 });

const forAll =
  (make: (count: number) => ArrayLike<unknown>): Call =>
  () =>
    COUNTS.reduce((length, count) => length + make(count).length, 0);

const numbers = new Intl.NumberFormat(LOCALE);
const rules = new Intl.PluralRules(LOCALE);

const custom = { customName: 'Stars' };
const inflected = {
  ...custom,
  customNameForms: [{ locale: LOCALE, forms: { one: 'gwiazdka', few: 'gwiazdki', other: 'gwiazdek' } }],
};

const GOALS = {
  'the default unit': 0.6,
  'a custom name': 0.6,
  'a custom name by its forms': 0.6,
  'in compact notation': 0.1,
  'in parts': 0.1,
};

const rates = await measure(
  {
    [INTL]: forAll((count) => `${numbers.format(count)} ${rules.select(count)}`),
    'the default unit': forAll((count) => formatPoints(count, { locale: LOCALE })),
    'a custom name': forAll((count) => formatPoints(count, { locale: LOCALE, pointDefinition: custom })),
    'a custom name by its forms': forAll((count) =>
      formatPoints(count, { locale: LOCALE, pointDefinition: inflected }),
    ),
    'in compact notation': forAll((count) => formatPoints(count, { locale: LOCALE, notation: 'compact' })),
    'in parts': forAll((count) => formatPointsToParts(count, { locale: LOCALE })),
  },
  { ...options, inFlight: 1 },
);

printHead(`Labels, to ${INTL}`);
for (const [what, goal] of Object.entries(GOALS)) {
  const note = `${perSecond(rateIn(rates, what) * COUNTS.length)} of ${perSecond(rateIn(rates, INTL) * COUNTS.length)}`;
  printLine({ what, ratio: ratioIn(rates, what, INTL), goal: goal.toFixed(2), note });
}
