import { type Installation, NOT_INSTALLED, siteIdOf } from '@loyalty-programs/core';
import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
import { snapshotOf, spoil } from '../plain-data.js';
import { SIMILAR_SITES } from '../loyalty-program-repository/sites.js';
import { checked, checkedMany, tryCheck, tryCheckMany } from './asking.js';
import { BARE, FULL, VARIOUS } from './examples.js';
import type { InstallationCheckHarness } from './harness.js';

const SHOP = siteIdOf('shop');
const UNKNOWN = siteIdOf('never-heard-of');

/** Everything that the port `InstallationCheck` demands. */
export const installationCheckChecks = {
  'tells every detail of what is installed': async ({ installationCheck, install }) => {
    for (const [at, installation] of VARIOUS.entries()) {
      const siteId = siteIdOf(`various-${String(at)}`);
      await install(siteId, installation);
      expectEqual(await checked(installationCheck, siteId), installation, 'what check gives');
    }
  },

  'says "not installed" of a site it never heard of': async ({ installationCheck }) => {
    expectEqual(await checked(installationCheck, UNKNOWN), NOT_INSTALLED, 'what check gives');
  },
} as const satisfies Checks<InstallationCheckHarness>;
