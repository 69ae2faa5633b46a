import type { ProgramEventFeed } from '@loyalty-programs/core';
import type { LoyaltyProgramRepositoryHarness } from '../loyalty-program-repository/harness.js';

/** What the suite needs of an adapter of `ProgramEventFeed`. */
export interface ProgramEventFeedHarness extends LoyaltyProgramRepositoryHarness {
  /** Tells what the repository stores. */
  readonly feed: ProgramEventFeed;
}
