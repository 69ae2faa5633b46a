import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { describeProgramEventFeed } from '@loyalty-programs/contract-tests/vitest';

describeProgramEventFeed('in memory', () => {
  const repository = new InMemoryLoyaltyProgramRepository();
  return {
    repository,
    feed: repository,
    breakConnection: () => {
      repository.breakDown();
    },
    dispose: () => undefined,
  };
});
