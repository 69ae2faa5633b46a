import { siteIdOf } from '@loyalty-programs/core';
import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import { checked, checkedMany } from './checked.js';
import { BARE, FULL, ownCopyOf } from './examples.js';
import type { InstallationCheckHarness } from './harness.js';

const SHOP = siteIdOf('shop');
const UNKNOWN = siteIdOf('never-heard-of');

/** All answers of a check about an installed and an unknown site. */
const answers = async ({ installationCheck }: InstallationCheckHarness): Promise<readonly unknown[]> => [
  await checked(installationCheck, SHOP),
  await checked(installationCheck, UNKNOWN),
  await checkedMany(installationCheck, [SHOP, UNKNOWN]),
];

/** What a check promises beside the right answer: its answers are the caller's own, and never made up. */
export const promiseChecks = {
  'is unaffected by a caller that mutates an answer': async (harness) => {
    await harness.install(SHOP, ownCopyOf(FULL));
    const before = snapshotOf(await answers(harness));
    mutateDeep(await answers(harness));
    expectEqual(await answers(harness), before, 'answers after answers were changed');
  },

  'does not change earlier answers when the installation changes': async (harness) => {
    await harness.install(SHOP, ownCopyOf(FULL));
    const held = await answers(harness);
    const before = snapshotOf(held);
    await harness.install(SHOP, ownCopyOf({ ...BARE, since: FULL.since }));
    await answers(harness);
    expectEqual(held, before, 'answers given before the installation changed');
    await harness.uninstall(SHOP);
    await answers(harness);
    expectEqual(held, before, 'answers given before loyalty was uninstalled');
  },

  'reports an outage, never "not installed"': async (harness) => {
    const { installationCheck } = harness;
    await harness.install(SHOP, FULL);
    await harness.breakConnection();
    for (const siteId of [SHOP, UNKNOWN]) {
      await errorOf('check', () => installationCheck.check(siteId), 'InstallationCheckUnavailable');
    }
  },

  'reports an outage for many sites': async (harness) => {
    const { installationCheck } = harness;
    await harness.install(SHOP, FULL);
    await harness.breakConnection();
    await errorOf(
      'checkMany',
      () => installationCheck.checkMany([SHOP, UNKNOWN]),
      'InstallationCheckUnavailable',
    );
  },
} as const satisfies Checks<InstallationCheckHarness>;
