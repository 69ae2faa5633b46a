import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { ProgramEventFeedCheck, ProgramEventFeedHarness } from '@loyalty-programs/contract-tests';
import type { ProgramEventFeed } from '@loyalty-programs/core';

/** A feed that is right but for one thing. */
export interface ProgramEventFeedFault {
  /** What does wrong, by way of a feed that does right. */
  readonly inject: (memory: InMemoryLoyaltyProgramRepository) => ProgramEventFeed['readAfter'];
  /** The checks that have to notice, each with what it has to say; no other may. */
  readonly fails: Partial<Record<ProgramEventFeedCheck, RegExp>>;
}

export const harnessOf = (inject: ProgramEventFeedFault['inject']): ProgramEventFeedHarness => {
  const memory = new InMemoryLoyaltyProgramRepository();
  return {
    repository: memory,
    feed: { readAfter: inject(memory) },
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};
