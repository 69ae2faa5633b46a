import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';

const { programs, installations } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installations: new InMemoryInstallations(),
});

const site = siteIdOf('my-site');
const program = await installations
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club', pointDefinition: { customName: 'Shells' } }))
  .andThen(() => programs.activate(site));

if (program.isErr()) console.error(program.error.type);
else console.log(`${String(program.value.name)} is ${program.value.status}`);
