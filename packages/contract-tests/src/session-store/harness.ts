import type { SessionStore } from '@loyalty-programs/core/access';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `SessionStore`. */
export interface SessionStoreHarness extends Harness {
  readonly sessions: SessionStore;
  /** A second adapter over the same data, as another instance has it. */
  readonly others: SessionStore;
}
