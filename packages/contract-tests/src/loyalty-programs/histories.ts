import {
  type FieldViolation,
  type HistoryOptions,
  type ProgramEvent,
  siteIdOf,
} from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { done, expectError } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';
import { tooLarge, tooSmall, wrongType } from './violations.js';

const SHOP = siteIdOf('shop');

const FORMS = [{ locale: 'en', forms: { one: 'Star', other: 'Stars' } }];
const ICON = { url: 'https://a.b/c', id: null, altText: 'A', filename: null, width: 1, height: null };

/** Every type of event, once at least, in nine revisions. */
const makeHistory = async ({ programs, install }: LoyaltyProgramsHarness): Promise<void> => {
  await install(SHOP, anInstallation());
  const pointDefinition = { customName: 'Stars', customNameForms: FORMS, icon: ICON };
  const pointsExpiration = { monthsOfInactivity: 6, expiringPointsPercentage: 50 };
  await done('update', () => programs.update(SHOP, { name: 'Star Club', pointDefinition, pointsExpiration }));
  await done('activate', () => programs.activate(SHOP));
  await done('pause', () => programs.pause(SHOP));
  await done('activate', () => programs.activate(SHOP));
  await done('enable', () => programs.enablePointsExpiration(SHOP));
  await done('disable', () => programs.disablePointsExpiration(SHOP));
  await done('update', () => programs.update(SHOP, { pointDefinition: { icon: null } }));
  await done('update', () => programs.update(SHOP, { pointDefinition: null }));
  await done('update', () => programs.update(SHOP, { pointsExpiration: { expiringPointsPercentage: 1 } }));
};

const DISABLED = { pointsExpiration: { status: 'DISABLED' } };
const ENABLED = { pointsExpiration: { status: 'ENABLED' } };

/** The events of that history, without time and actor. */
const EVENTS: readonly unknown[] = [
  {
    revision: 1,
    ordinal: 0,
    type: 'ProgramUpdated',
    before: { name: null, pointDefinition: { customName: null, customNameForms: null, icon: null } },
    after: {
      name: 'Star Club',
      pointDefinition: { customName: 'Stars', customNameForms: FORMS, icon: ICON },
    },
  },
  {
    revision: 1,
    ordinal: 1,
    type: 'PointsExpirationConfigured',
    before: { pointsExpiration: { monthsOfInactivity: 3, expiringPointsPercentage: 100 } },
    after: { pointsExpiration: { monthsOfInactivity: 6, expiringPointsPercentage: 50 } },
  },
  { revision: 2, type: 'ProgramActivated', before: { status: 'DRAFT' }, after: { status: 'ACTIVE' } },
  { revision: 3, type: 'ProgramPaused', before: { status: 'ACTIVE' }, after: { status: 'PAUSED' } },
  { revision: 4, type: 'ProgramActivated', before: { status: 'PAUSED' }, after: { status: 'ACTIVE' } },
  { revision: 5, type: 'PointsExpirationEnabled', before: DISABLED, after: ENABLED },
  { revision: 6, type: 'PointsExpirationDisabled', before: ENABLED, after: DISABLED },
  {
    revision: 7,
    type: 'ProgramUpdated',
    before: { pointDefinition: { icon: ICON } },
    after: { pointDefinition: { icon: null } },
  },
  {
    revision: 8,
    type: 'ProgramUpdated',
    before: { pointDefinition: { customName: 'Stars', customNameForms: FORMS } },
    after: { pointDefinition: { customName: null, customNameForms: null } },
  },
  {
    revision: 9,
    type: 'PointsExpirationConfigured',
    before: { pointsExpiration: { expiringPointsPercentage: 50 } },
    after: { pointsExpiration: { expiringPointsPercentage: 1 } },
  },
].map((event) => ({ siteId: SHOP, ordinal: 0, ...event }));

/** Each implementation sets time, actor and request. */
const withoutTime = (event: ProgramEvent): unknown =>
  Object.fromEntries(Object.entries(event).filter(([key]) => !['time', 'actor', 'causedBy'].includes(key)));

/** Ranges that are none, and everything that is wrong with them. */
const NO_RANGES: readonly (readonly [HistoryOptions, FieldViolation, ...FieldViolation[]])[] = [
  [{ afterRevision: -1 }, tooSmall('afterRevision', 0)],
  [{ afterRevision: 1.5 }, wrongType('afterRevision', 'a whole number')],
  [{ afterRevision: Number.NaN }, wrongType('afterRevision', 'a whole number')],
  [{ afterRevision: 2 ** 53 }, tooLarge('afterRevision', Number.MAX_SAFE_INTEGER)],
  [{ afterRevision: 1e300 }, tooLarge('afterRevision', Number.MAX_SAFE_INTEGER)],
  [{ limit: 0 }, tooSmall('limit', 1)],
  [{ limit: 1001 }, tooLarge('limit', 1000)],
  [{ limit: Infinity }, tooLarge('limit', 1000)],
  [{ limit: -Infinity }, tooSmall('limit', 1)],
  [{ afterRevision: -7, limit: 2.5 }, tooSmall('afterRevision', 0), wrongType('limit', 'a whole number')],
];

/** The history of programs. */
export const historyChecks = {
  'returns all events in order': async (harness) => {
    await makeHistory(harness);
    const events = await done('history', () => harness.programs.history(SHOP));
    expectEqual(events.map(withoutTime), EVENTS, 'what happened');
    const { updatedDate } = await done('get', () => harness.programs.get(SHOP));
    expectEqual(events.at(-1)?.time, updatedDate, 'when the last thing happened');
    expectEqual(new Set(events.map(({ actor }) => actor)).size, 1, 'how many did all that');
  },

  'returns events page by page, never splitting a revision': async (harness) => {
    await makeHistory(harness);
    const all = await done('history', () => harness.programs.history(SHOP, { limit: 1000 }));
    for (const limit of [1, 2, 4, 9]) {
      const read: ProgramEvent[] = [];
      for (let afterRevision = 0; afterRevision < 9; afterRevision = read.at(-1)?.revision ?? 9) {
        read.push(...(await done('history', () => harness.programs.history(SHOP, { afterRevision, limit }))));
      }
      expectEqual(read, all, `what happened, read ${limit} by ${limit}`);
    }
    for (const afterRevision of [9, 10, Number.MAX_SAFE_INTEGER]) {
      const later = await done('history', () => harness.programs.history(SHOP, { afterRevision }));
      expectEqual(later, [], `what happened after ${afterRevision}`);
    }
  },

  'has no history for an untouched or erased program': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    expectEqual(await done('history', () => programs.history(SHOP)), [], 'what happened at first');
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    await done('erase', () => programs.erase(SHOP));
    expectEqual(await done('history', () => programs.history(SHOP)), [], 'what happened once erased');
  },

  'reports every violation in the range of a history': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    for (const [options, ...violations] of NO_RANGES) {
      await expectError('history', () => programs.history(SHOP, options), {
        type: 'InvalidInput',
        violations,
      });
    }
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
