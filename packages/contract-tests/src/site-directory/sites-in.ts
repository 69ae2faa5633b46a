import type {
  AccountId,
  InstallationRegistry,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  SiteId,
} from '@loyalty-programs/core';
import { untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { INSTALLED_ON, anInstallation } from '../builders.js';
import { activating, changeBy, naming, type Operation, pausing } from '../operations.js';
import { valueOf } from '../expectations.js';
import type { SiteDirectoryHarness } from './harness.js';

/** How a named program in DRAFT gets to a status. */
const WAYS: Readonly<Record<LoyaltyProgram['status'], readonly Operation[]>> = {
  DRAFT: [],
  ACTIVE: [activating],
  PAUSED: [activating, pausing],
};

/** What a harness does to its sites, where repository and registry share the store of the directory. */
export const sitesIn = (
  repository: LoyaltyProgramRepository,
  registry: InstallationRegistry,
): Pick<SiteDirectoryHarness, 'install' | 'uninstall' | 'storeProgram' | 'eraseProgram'> => ({
  install: async (siteId: SiteId, accountId: AccountId | null) => {
    await valueOf('register', () => registry.register(siteId, anInstallation({ accountId })));
  },
  uninstall: (siteId) => valueOf('remove', () => registry.remove(siteId)),
  storeProgram: async (siteId, { name = 'Stars', status = 'DRAFT' } = {}) => {
    let program = untouchedDraft(siteId, INSTALLED_ON);
    for (const operation of [naming(name), ...WAYS[status]]) {
      const change = changeBy(operation, program);
      program = await valueOf('save', () => repository.save(change));
    }
  },
  eraseProgram: (siteId) => valueOf('erase', () => repository.erase(siteId)),
});
