import {
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-memory';
import type { ProgramEventFeedCheck, ProgramEventFeedHarness } from '@loyalty-programs/contract-tests';
import type { ProgramEventFeed } from '@loyalty-programs/core';
import { ok } from 'neverthrow';

/** A feed that is right but for one thing. */
export interface ProgramEventFeedFault {
  /** What does wrong, by way of a feed that does right. */
  readonly inject: (memory: InMemoryLoyaltyProgramRepository) => ProgramEventFeed['readAfter'];
  /** How many partitions it claims to have, by how often it was asked; absent: one. */
  readonly partitions?: (calls: number) => number;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<ProgramEventFeedCheck, RegExp>>;
}

export const harnessOf = ({
  inject,
  partitions = () => 1,
}: Pick<ProgramEventFeedFault, 'inject' | 'partitions'>): ProgramEventFeedHarness => {
  const events = new InMemoryEvents();
  const memory = new InMemoryLoyaltyProgramRepository(events);
  let calls = 0;
  return {
    repository: memory,
    registry: new InMemoryInstallations(events),
    feed: {
      partitions: () => {
        calls += 1;
        return Promise.resolve(ok(partitions(calls)));
      },
      readAfter: inject(memory),
    },
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};
