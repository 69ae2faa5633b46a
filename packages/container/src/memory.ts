import 'reflect-metadata';
import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  InMemorySiteDirectory,
} from '@loyalty-programs/adapters-memory';
import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { TOKENS } from './core.js';

const programs: ServiceIdentifier<InMemoryLoyaltyProgramRepository> = Symbol.for(
  '@loyalty-programs/InMemoryLoyaltyProgramRepository',
);

const installations: ServiceIdentifier<InMemoryInstallations> = Symbol.for(
  '@loyalty-programs/InMemoryInstallations',
);

/** What is bound with `toService` would be out of reach of activation handlers. */
const itself = <T>(resolved: T): T => resolved;

/** Binds all ports to the memory of this process. */
export const memoryModule = new ContainerModule(({ bind }) => {
  // One object is both the repository and the feed of what it stores.
  bind(programs)
    .toResolvedValue(() => new InMemoryLoyaltyProgramRepository())
    .inSingletonScope();
  bind(TOKENS.LoyaltyProgramRepository)
    .toResolvedValue(itself<InMemoryLoyaltyProgramRepository>, [programs])
    .inSingletonScope();
  bind(TOKENS.ProgramEventFeed)
    .toResolvedValue(itself<InMemoryLoyaltyProgramRepository>, [programs])
    .inSingletonScope();
  // One object is both the registry and the check that answers from it.
  bind(installations)
    .toResolvedValue(() => new InMemoryInstallations())
    .inSingletonScope();
  bind(TOKENS.InstallationCheck)
    .toResolvedValue(itself<InMemoryInstallations>, [installations])
    .inSingletonScope();
  bind(TOKENS.InstallationRegistry)
    .toResolvedValue(itself<InMemoryInstallations>, [installations])
    .inSingletonScope();
  bind(TOKENS.SiteDirectory)
    .toResolvedValue(
      (repository: InMemoryLoyaltyProgramRepository, registry: InMemoryInstallations) =>
        new InMemorySiteDirectory(repository, registry),
      [programs, installations],
    )
    .inSingletonScope();
});
