import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { createInstallations, createLoyaltyPrograms, siteIdOf } from '@loyalty-programs/core';

const clock = { now: Date.now };
const registry = new InMemoryInstallations();
const programs = createLoyaltyPrograms({
  repository: new InMemoryLoyaltyProgramRepository(),
  installationCheck: registry,
  clock,
});
const installations = createInstallations({ registry, installationCheck: registry, programs, clock });

const site = siteIdOf('my-site');
const program = await installations
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club', pointDefinition: { customName: 'Shells' } }))
  .andThen(() => programs.activate(site));

if (program.isErr()) console.error(program.error.type);
else console.log(`${String(program.value.name)} is ${program.value.status}`);
