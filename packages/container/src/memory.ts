import 'reflect-metadata';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { TOKENS } from './tokens.js';

const programs: ServiceIdentifier<InMemoryLoyaltyProgramRepository> = Symbol.for(
  '@loyalty-programs/InMemoryLoyaltyProgramRepository',
);

const installations: ServiceIdentifier<InMemoryInstallations> = Symbol.for(
  '@loyalty-programs/InMemoryInstallations',
);

/** Binds all ports to the memory of this process. */
export const memoryModule = new ContainerModule(({ bind }) => {
  // One object is both the repository and the feed of what it stores.
  bind(programs)
    .toResolvedValue(() => new InMemoryLoyaltyProgramRepository())
    .inSingletonScope();
  bind(TOKENS.LoyaltyProgramRepository).toService(programs);
  bind(TOKENS.ProgramEventFeed).toService(programs);
  // One object is both the registry and the check that answers from it.
  bind(installations)
    .toResolvedValue(() => new InMemoryInstallations())
    .inSingletonScope();
  bind(TOKENS.InstallationCheck).toService(installations);
  bind(TOKENS.InstallationRegistry).toService(installations);
});
