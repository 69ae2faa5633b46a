import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  InMemorySiteDirectory,
} from '@loyalty-programs/adapters-memory';
import {
  type SiteDirectoryCheck,
  type SiteDirectoryHarness,
  sitesIn,
} from '@loyalty-programs/contract-tests';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';

/** What the directory that does right reads. */
interface Parts {
  readonly repository: InMemoryLoyaltyProgramRepository;
  readonly installations: InMemoryInstallations;
}

/** A directory that is right but for one thing. */
export interface SiteDirectoryFault {
  /** The methods that do wrong, by way of a directory that does right. */
  readonly inject: (right: SiteDirectory, parts: Parts) => Partial<SiteDirectory>;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<SiteDirectoryCheck, RegExp>>;
}

export const harnessOf = (inject: SiteDirectoryFault['inject']): SiteDirectoryHarness => {
  const [repository, installations] = [new InMemoryLoyaltyProgramRepository(), new InMemoryInstallations()];
  const right = new InMemorySiteDirectory(repository, installations);
  return {
    directory: {
      listSites: (query) => right.listSites(query),
      searchSites: (query) => right.searchSites(query),
      countSites: () => right.countSites(),
      ...inject(right, { repository, installations }),
    },
    ...sitesIn(repository, installations),
    breakConnection: () => {
      installations.breakDown();
      repository.breakDown();
    },
    dispose: () => undefined,
  };
};
