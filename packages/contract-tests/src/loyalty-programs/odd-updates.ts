import { siteIdOf } from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { ABORTED, done, expectError, expectProgram, programOf } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';
import { LONG, NAMED, RIGHT, WRONG } from './odd-examples.js';
import { required, wrongType } from './violations.js';

const SHOP = siteIdOf('shop');

const NAME = 'name';
const MONTHS = 'pointsExpiration.monthsOfInactivity';

/** Updates as only a caller of no types makes them. */
export const oddUpdateChecks = {
  'reports violations for values that JSON cannot express': async (harness) => {
    const { programs, install } = harness;
    await install(SHOP, anInstallation());
    for (const [what, unvalidated, ...violations] of WRONG) {
      await expectError(what, () => programs.update(SHOP, { unvalidated }), {
        type: 'InvalidInput',
        violations,
      });
    }
    expectEqual((await programOf(harness, SHOP)).revision, 0, 'the revision afterwards');
  },

  'ignores unknown and read-only fields, whatever their values': async ({ programs, install }) => {
    for (const [at, [what, unvalidated]] of Object.entries(RIGHT).entries()) {
      const siteId = siteIdOf(`odd-${at}`);
      await install(siteId, anInstallation());
      const updated = await done(`update with ${what}`, () => programs.update(siteId, { unvalidated }));
      expectProgram(updated, siteId, { ...NAMED, revision: 1 });
    }
  },

  'applies the rules of the status to malformed updates too': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    await done('update', () => programs.update(SHOP, NAMED));
    await done('activate', () => programs.activate(SHOP));
    const unvalidated = { name: null, pointsExpiration: { monthsOfInactivity: 7n } };
    await expectError('update', () => programs.update(SHOP, { unvalidated }), {
      type: 'InvalidInput',
      violations: [required(NAME), wrongType(MONTHS, 'a whole number')],
    });
  },

  'checks site, revision and signal before it validates malformed updates': async ({ programs, install }) => {
    const input = { unvalidated: { name: LONG } };
    await expectError('update', () => programs.update(SHOP, input), {
      type: 'LoyaltyNotInstalled',
      siteId: SHOP,
    });
    await install(SHOP, anInstallation());
    await expectError('update', () => programs.update(SHOP, input, { expectedRevision: 7 }), {
      type: 'RevisionConflict',
      siteId: SHOP,
      expectedRevision: 7,
      actualRevision: 0,
    });
    await expectError('update', () => programs.update(SHOP, input, { signal: ABORTED }), {
      type: 'Cancelled',
    });
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
