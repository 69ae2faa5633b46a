import { accountIdOf, siteIdOf } from '@loyalty-programs/core';
import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
import { BARE, FULL } from '../installation-check/examples.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import type { InstallationRegistryHarness } from './harness.js';
import { listSites, register, remove } from './registering.js';

/** Accounts that a careless query takes for one another. */
const [ANN, ANN_IN_CAPITALS, ANNA, PATTERN] = ['ann', 'ANN', 'anna', 'an_'].map(accountIdOf);

/** What a registry lists. */
export const listingChecks = {
  'lists the sites with loyalty in ascending order of their ids': async (harness) => {
    expectEqual(await listSites(harness), [], 'sites listed at first');
    for (const siteId of SIMILAR_SITES.map(siteIdOf)) await register(harness, siteId, FULL);
    await register(harness, siteIdOf('shop'), BARE);
    // The order of code points: no locale, and the numbers in ids are no numbers.
    expectEqual(await listSites(harness), [...SIMILAR_SITES].sort(), 'sites listed');
  },

  'no longer lists a site that was removed': async (harness) => {
    const [stays, goes] = [siteIdOf('stays'), siteIdOf('goes')];
    for (const siteId of [stays, goes]) await register(harness, siteId, FULL);
    await remove(harness, goes);
    expectEqual(await listSites(harness), [stays], 'sites listed after a removal');
    expectEqual(await listSites(harness, FULL.accountId ?? undefined), [stays], 'sites of the account');
  },

  'lists only the sites of an account': async (harness) => {
    const accounts = [ANN, ANN_IN_CAPITALS, null, ANNA, ANN];
    for (const [at, accountId = null] of accounts.entries()) {
      await register(harness, siteIdOf(`site-${at}`), { ...FULL, accountId });
    }
    expectEqual(await listSites(harness, ANN), ['site-0', 'site-4'], 'sites of ann');
    expectEqual(await listSites(harness, ANNA), ['site-3'], 'sites of anna');
    expectEqual(await listSites(harness, PATTERN), [], 'sites of nobody');
    await register(harness, siteIdOf('site-4'), FULL);
    expectEqual(await listSites(harness, ANN), ['site-0'], 'sites of ann after one changed hands');
  },

  'is unaffected by a caller that mutates a list': async (harness) => {
    await register(harness, siteIdOf('shop'), FULL);
    const list = await listSites(harness);
    const before = snapshotOf(list);
    mutateDeep(list);
    expectEqual(await listSites(harness), before, 'sites listed after a list was changed');
  },

  'reports an outage, never an empty list': async (harness) => {
    const { registry } = harness;
    await register(harness, siteIdOf('shop'), FULL);
    await harness.breakConnection();
    await errorOf('listSites', () => registry.listSites(), 'InstallationRegistryUnavailable');
  },
} as const satisfies Checks<InstallationRegistryHarness>;
