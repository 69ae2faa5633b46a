import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import type { InstallationCheckCheck, InstallationCheckHarness } from '@loyalty-programs/contract-tests';
import type { Installation, InstallationCheck, SiteId } from '@loyalty-programs/core';

/** A check that is right but for one thing. */
export interface InstallationCheckFault {
  /** The methods that do wrong, by way of a check that does right. */
  readonly inject: (memory: InMemoryInstallations) => Partial<InstallationCheck>;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<InstallationCheckCheck, RegExp>>;
}

export const harnessOf = (inject: InstallationCheckFault['inject']): InstallationCheckHarness => {
  const memory = new InMemoryInstallations();
  return {
    installationCheck: {
      check: (siteId) => memory.check(siteId),
      checkMany: (siteIds) => memory.checkMany(siteIds),
      ...inject(memory),
    },
    install: async (siteId, installation) => {
      (await memory.register(siteId, installation))._unsafeUnwrap();
    },
    uninstall: async (siteId) => {
      (await memory.remove(siteId))._unsafeUnwrap();
    },
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};

/** Replaces what is answered of each site. */
export const answering =
  (answer: (siteId: SiteId, installation: Installation) => Installation): InstallationCheckFault['inject'] =>
  (memory) => ({
    check: async (siteId) => (await memory.check(siteId)).map((installation) => answer(siteId, installation)),
    checkMany: async (siteIds) =>
      (await memory.checkMany(siteIds)).map(
        (many) => new Map([...many].map(([siteId, installation]) => [siteId, answer(siteId, installation)])),
      ),
  });
