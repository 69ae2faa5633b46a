import { siteIdOf } from '@loyalty-programs/core';
import { NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
import { checked } from '../installation-check/checked.js';
import { BARE, FULL, VARIOUS, ownCopyOf } from '../installation-check/examples.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import type { InstallationRegistryHarness } from './harness.js';
import { register, remove } from './registering.js';

const SHOP = siteIdOf('shop');
const OTHER = siteIdOf('SHOP');

/** What a registry records. It may have a clock of its own. */
export const recordingChecks = {
  'records every detail and returns the record': async (harness) => {
    for (const [at, installation] of VARIOUS.entries()) {
      const siteId = siteIdOf(`various-${at}`);
      const recorded = await register(harness, siteId, installation);
      expectEqual({ ...recorded, since: 0 }, { ...installation, since: 0 }, 'what register returns');
      expectEqual(await checked(harness.installationCheck, siteId), recorded, 'what check gives');
    }
  },

  'replaces the details but not the date when registered again': async (harness) => {
    const { since } = await register(harness, SHOP, BARE);
    const later = { ...FULL, since: BARE.since + 86_400_000 };
    expectEqual(await register(harness, SHOP, later), { ...FULL, since }, 'what register returns');
    expectEqual(await checked(harness.installationCheck, SHOP), { ...FULL, since }, 'what check gives');
    await register(harness, SHOP, { ...BARE, since: BARE.since - 86_400_000 });
    expectEqual(await checked(harness.installationCheck, SHOP), { ...BARE, since }, 'what check gives');
  },

  'takes a new date when loyalty is installed again after a removal': async (harness) => {
    const first = await register(harness, SHOP, BARE);
    await remove(harness, SHOP);
    const again = { ...BARE, since: BARE.since + 86_400_000 };
    const second = await register(harness, SHOP, again);
    const hasOwnClock = first.since !== BARE.since;
    if (!hasOwnClock) expectEqual(second, again, 'what register returns');
    expectEqual(await checked(harness.installationCheck, SHOP), second, 'what check gives');
  },

  'removes one installation and no other': async (harness) => {
    await register(harness, SHOP, BARE);
    const other = await register(harness, OTHER, FULL);
    await remove(harness, SHOP);
    expectEqual(await checked(harness.installationCheck, SHOP), NOT_INSTALLED, 'check of the removed site');
    expectEqual(await checked(harness.installationCheck, OTHER), other, 'check of another site');
  },

  'accepts removing an installation that does not exist': async (harness) => {
    await remove(harness, SHOP);
    await register(harness, SHOP, BARE);
    await remove(harness, SHOP);
    await remove(harness, SHOP);
    expectEqual(await checked(harness.installationCheck, SHOP), NOT_INSTALLED, 'what check gives');
  },

  'is unaffected by a caller that mutates arguments or results': async (harness) => {
    const given = ownCopyOf(FULL);
    const returned = await register(harness, SHOP, given);
    const before = snapshotOf(returned);
    mutateDeep(given);
    expectEqual(await checked(harness.installationCheck, SHOP), before, 'check after the input was changed');
    mutateDeep(returned);
    expectEqual(await checked(harness.installationCheck, SHOP), before, 'check after the output was changed');
  },

  'reports an outage, never a recorded installation': async (harness) => {
    const { registry } = harness;
    await register(harness, SHOP, BARE);
    await harness.breakConnection();
    const unavailable = 'InstallationRegistryUnavailable';
    await errorOf('register', () => registry.register(SHOP, FULL), unavailable);
    await errorOf('remove', () => registry.remove(SHOP), unavailable);
  },
} as const satisfies Checks<InstallationRegistryHarness>;
