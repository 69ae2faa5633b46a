import type {
  Change,
  LoyaltyProgram,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';

/** What `save` answers. */
export type Saved = Result<LoyaltyProgram, RevisionConflict | RepositoryUnavailable | Rejected>;

/** What a store can do that saves the changes of several sites at once. */
export interface BatchSaving {
  /**
   * Does what `save` does, for changes of which no two are of one site. Each is stored, or not, on its own;
   * the answers stand in the order of the changes. Several such calls may be under way at a time, with sites
   * in common.
   *
   * The method never throws and never rejects.
   */
  saveMany(changes: readonly Change[]): Promise<readonly Saved[]>;
}
