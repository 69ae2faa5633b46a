import 'reflect-metadata';
import {
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryKeyStore,
  InMemoryLoyaltyProgramRepository,
  InMemorySessionStore,
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

const events: ServiceIdentifier<InMemoryEvents> = Symbol.for('@loyalty-programs/InMemoryEvents');

/** What is bound with `toService` would be out of reach of activation handlers. */
const itself = <T>(resolved: T): T => resolved;

/** Binds all ports to the memory of this process. */
export const memoryModule = new ContainerModule(({ bind }) => {
  bind(events)
    .toResolvedValue(() => new InMemoryEvents())
    .inSingletonScope();
  bind(programs)
    .toResolvedValue((shared: InMemoryEvents) => new InMemoryLoyaltyProgramRepository(shared), [events])
    .inSingletonScope();
  bind(TOKENS.LoyaltyProgramRepository)
    .toResolvedValue(itself<InMemoryLoyaltyProgramRepository>, [programs])
    .inSingletonScope();
  bind(TOKENS.ProgramEventFeed)
    .toResolvedValue(itself<InMemoryLoyaltyProgramRepository>, [programs])
    .inSingletonScope();
  bind(TOKENS.EventRetention)
    .toResolvedValue(itself<InMemoryLoyaltyProgramRepository>, [programs])
    .inSingletonScope();
  bind(TOKENS.FeedSignal)
    .toResolvedValue(itself<InMemoryEvents>, [events])
    .inSingletonScope();
  // One object is both the registry and the check that answers from it.
  bind(installations)
    .toResolvedValue((shared: InMemoryEvents) => new InMemoryInstallations(shared), [events])
    .inSingletonScope();
  bind(TOKENS.InstallationCheck)
    .toResolvedValue(itself<InMemoryInstallations>, [installations])
    .inSingletonScope();
  bind(TOKENS.InstallationRegistry)
    .toResolvedValue(itself<InMemoryInstallations>, [installations])
    .inSingletonScope();
  bind(TOKENS.KeyStore)
    .toResolvedValue(() => new InMemoryKeyStore())
    .inSingletonScope();
  bind(TOKENS.SessionStore)
    .toResolvedValue(() => new InMemorySessionStore())
    .inSingletonScope();
  bind(TOKENS.SiteDirectory)
    .toResolvedValue(
      (repository: InMemoryLoyaltyProgramRepository, registry: InMemoryInstallations) =>
        new InMemorySiteDirectory(repository, registry),
      [programs, installations],
    )
    .inSingletonScope();
});
