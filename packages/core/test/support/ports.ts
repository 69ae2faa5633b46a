import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import {
  createLoyalty,
  type InstallationCheck,
  type Installed,
  type LoyaltyProgram,
  type LoyaltyProgramRepository,
  type LoyaltyPrograms,
  type SiteId,
} from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { INSTALLED_ON, anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { type Result, ok } from 'neverthrow';

export const SITE: SiteId = uniqueSiteId();

/** A store that holds nothing and takes everything; each method can be replaced by one line. */
export const aRepository = (methods: Partial<LoyaltyProgramRepository> = {}): LoyaltyProgramRepository => ({
  find: () => Promise.resolve(ok(undefined)),
  findMany: () => Promise.resolve(ok(new Map())),
  save: ({ program }: Change) => Promise.resolve(ok(program)),
  saveMany: (changes) => Promise.resolve(changes.map(({ program }) => ok(program))),
  history: () => Promise.resolve(ok([])),
  programAt: () => Promise.resolve(ok(undefined)),
  erase: () => Promise.resolve(ok(undefined)),
  ping: () => Promise.resolve(ok(undefined)),
  ...methods,
});

/** A check that finds everything installed everywhere. */
const aCheck = (methods: Partial<InstallationCheck> = {}): InstallationCheck => ({
  check: () => Promise.resolve(ok(anInstallation())),
  checkMany: (siteIds) => Promise.resolve(ok(new Map(siteIds.map((siteId) => [siteId, anInstallation()])))),
  ...methods,
});

/** The use cases on stubs. */
export const programsOn = (
  repository: Partial<LoyaltyProgramRepository> = {},
  installationCheck: Partial<InstallationCheck> = {},
): LoyaltyPrograms =>
  createLoyalty({
    repository: aRepository(repository),
    installationCheck: aCheck(installationCheck),
    clock: { now: () => INSTALLED_ON },
  }).programs;

export interface TestHost {
  readonly programs: LoyaltyPrograms;
  readonly installations: InMemoryInstallations;
  readonly repository: InMemoryLoyaltyProgramRepository;
  readonly clock: ManualClock;
  /** Installs loyalty on a site, by default with everything and on a new one. */
  readonly install: (siteId?: SiteId, installed?: Installed) => Promise<SiteId>;
}

/** The use cases on ports in memory. */
export const aHost = (): TestHost => {
  const installations = new InMemoryInstallations();
  const repository = new InMemoryLoyaltyProgramRepository();
  const clock = new ManualClock(INSTALLED_ON);
  const { programs } = createLoyalty({ repository, installations, clock });
  const install = async (
    siteId = uniqueSiteId(),
    installed: Installed = anInstallation(),
  ): Promise<SiteId> => {
    (await installations.register(siteId, installed))._unsafeUnwrap();
    return siteId;
  };
  return { programs, installations, repository, clock, install };
};

export const found = (program: LoyaltyProgram): Promise<Result<LoyaltyProgram, never>> =>
  Promise.resolve(ok(program));
