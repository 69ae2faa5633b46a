import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import {
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/batching';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { ResultAsync } from 'neverthrow';

// Any store will do: here the one in memory.
const registry = new InMemoryInstallations();
const repository = new BatchingLoyaltyProgramRepository(new InMemoryLoyaltyProgramRepository());
const installationCheck = new BatchingInstallationCheck(registry);
const { programs, installations } = createLoyalty({ repository, installations: registry, installationCheck });

const sites = ['shop', 'cafe', 'bar'].map((site) => siteIdOf(site));
const installed = await ResultAsync.combine(
  sites.map((site) => installations.install(site, { apps: ['stores'] })),
);
if (installed.isErr()) throw new Error(installed.error.type);

// One `findMany` and one `checkMany` serve all three calls.
const found = await Promise.all(sites.map((site) => programs.get(site)));
console.log(found.map((program) => program.isOk()));

await repository.close();
await installationCheck.close();
