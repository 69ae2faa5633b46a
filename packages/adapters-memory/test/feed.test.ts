import {
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-memory';
import { describeProgramEventFeed } from '@loyalty-programs/contract-tests/vitest';

describeProgramEventFeed('in memory', () => {
  const events = new InMemoryEvents();
  const repository = new InMemoryLoyaltyProgramRepository(events);
  const registry = new InMemoryInstallations(events);
  return {
    repository,
    registry,
    feed: repository,
    breakConnection: () => {
      repository.breakDown();
      registry.breakDown();
    },
    dispose: () => undefined,
  };
});
