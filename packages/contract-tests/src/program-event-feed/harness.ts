import type { InstallationRegistry, ProgramEventFeed } from '@loyalty-programs/core';
import type { LoyaltyProgramRepositoryHarness } from '../loyalty-program-repository/harness.js';

/** What the suite needs of an adapter of `ProgramEventFeed`. */
export interface ProgramEventFeedHarness extends LoyaltyProgramRepositoryHarness {
  /** On the same store as the repository. */
  readonly registry: InstallationRegistry;
  /** Tells what repository and registry store. */
  readonly feed: ProgramEventFeed;
}
