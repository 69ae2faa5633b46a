import type {
  AccountId,
  InstallationRegistry,
  LoyaltyProgramRepository,
  SiteId,
} from '@loyalty-programs/core';
import { aContext, aDraftProgram, anInstallation } from '../builders.js';
import { changeBy, naming } from '../operations.js';
import { valueOf } from '../expectations.js';
import type { SiteDirectoryHarness } from './harness.js';

/** What a harness does to its sites, where repository and registry share the store of the directory. */
export const sitesIn = (
  repository: LoyaltyProgramRepository,
  registry: InstallationRegistry,
): Pick<SiteDirectoryHarness, 'install' | 'uninstall' | 'storeProgram' | 'eraseProgram'> => ({
  install: async (siteId: SiteId, accountId: AccountId | null) => {
    await valueOf('register', () => registry.register(siteId, anInstallation({ accountId })));
  },
  uninstall: (siteId) => valueOf('remove', () => registry.remove(siteId)),
  storeProgram: async (siteId) => {
    const change = changeBy(naming('Stars'), aDraftProgram({ siteId }), aContext());
    await valueOf('save', () => repository.save(change));
  },
  eraseProgram: (siteId) => valueOf('erase', () => repository.erase(siteId)),
});
