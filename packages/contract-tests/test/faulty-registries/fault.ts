import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import type {
  InstallationRegistryCheck,
  InstallationRegistryHarness,
} from '@loyalty-programs/contract-tests';
import type { InstallationCheck, InstallationRegistry } from '@loyalty-programs/core';

type Adapter = InstallationRegistry & InstallationCheck;

/** A registry that is right but for one thing. */
export interface InstallationRegistryFault {
  /** The methods that do wrong, or show it, by way of a registry that does right. */
  readonly inject: (memory: InMemoryInstallations) => Partial<Adapter>;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<InstallationRegistryCheck, RegExp>>;
}

export const harnessOf = (inject: InstallationRegistryFault['inject']): InstallationRegistryHarness => {
  const memory = new InMemoryInstallations();
  const adapter: Adapter = {
    register: (...recorded) => memory.register(...recorded),
    remove: (...removed) => memory.remove(...removed),
    listSites: (accountId) => memory.listSites(accountId),
    check: (siteId) => memory.check(siteId),
    checkMany: (siteIds) => memory.checkMany(siteIds),
    ...inject(memory),
  };
  return {
    registry: adapter,
    installationCheck: adapter,
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};
