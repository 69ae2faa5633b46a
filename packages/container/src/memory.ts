import 'reflect-metadata';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { TOKENS } from './tokens.js';

const installations: ServiceIdentifier<InMemoryInstallations> = Symbol.for(
  '@loyalty-programs/InMemoryInstallations',
);

/** Binds all ports to the memory of this process. */
export const memoryModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.LoyaltyProgramRepository)
    .toResolvedValue(() => new InMemoryLoyaltyProgramRepository())
    .inSingletonScope();
  // One object is both the registry and the check that answers from it.
  bind(installations)
    .toResolvedValue(() => new InMemoryInstallations())
    .inSingletonScope();
  bind(TOKENS.InstallationCheck).toService(installations);
  bind(TOKENS.InstallationRegistry).toService(installations);
});
