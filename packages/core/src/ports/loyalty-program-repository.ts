import type { Result } from 'neverthrow';
import type { Change, ChangeContext } from '../program/change.js';
import type { ProgramEvent } from '../program/events.js';
import type { LoyaltyProgram } from '../program/loyalty-program.js';
import { clone } from '../values/clone.js';
import type { SiteId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';
import type { Described } from '../program/errors.js';

/** The program is at another revision than the one expected; nothing was changed. */
export interface RevisionConflict extends Described {
  readonly type: 'RevisionConflict';
  readonly siteId: SiteId;
  readonly expectedRevision: number;
  /** The stored revision, if the store knows it. */
  readonly actualRevision?: number;
}

/** The store did not answer. From `save` and `erase` this means that the outcome is unknown, unless `notDone` is set. */
export interface RepositoryUnavailable extends Described {
  readonly type: 'RepositoryUnavailable';
  /** What the adapter knows of the reason, for logs. */
  readonly cause?: unknown;
  /** The store certainly changed nothing: the disk is full or a lock was not free, say. The call can be repeated. */
  readonly notDone?: true;
}

/** A store that has rules of its own, a remote one say, refused the change; nothing was changed. */
export interface Rejected extends Described {
  readonly type: 'Rejected';
  /** What the store said, for a person to read. */
  readonly cause: string;
}

/** The events of these revisions were removed to save space. Programs of later revisions are not affected. */
export interface HistoryPruned extends Described {
  readonly type: 'HistoryPruned';
  readonly siteId: SiteId;
  /** The last revision whose events are gone: the history can be read after it. */
  readonly prunedRevision: number;
}

/**
 * A point in the history of a program: when it got a revision, a time, or the sequence of any event of its site. An
 * update takes effect as a whole, however many events it has.
 */
export type HistoryPoint =
  { readonly revision: number } | { readonly time: Timestamp } | { readonly sequence: number };

/** Why a change was not saved, or may not have been. */
export type SaveError = RevisionConflict | RepositoryUnavailable | Rejected;

/** What became of a change: the program as it is stored, or the error. */
export type SaveResult = Result<LoyaltyProgram, SaveError>;

/**
 * Keeps the programs and their events. Nothing is stored for a site before its first change: an untouched
 * draft is derived from the installation.
 *
 * What goes in and what comes out is the caller's own: the store keeps no reference to it. The methods
 * never throw and never reject.
 */
export interface LoyaltyProgramRepository {
  /** The stored program; `undefined` where none is stored. A store that is down never says `undefined`. */
  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>>;

  /** The stored programs of the sites; a site without one has no entry. */
  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>>;

  /**
   * Stores the program and the events of a change in which something happened, both or none. It does so only
   * if the stored revision is `change.baseRevision`, where 0 means that nothing is stored: of several changes
   * with the same base one wins, and every other gets `RevisionConflict` and leaves no trace.
   *
   * Returns the program as it is stored. After `RepositoryUnavailable` without `notDone` the change
   * may or may not be stored.
   */
  save(change: Change): Promise<SaveResult>;

  /**
   * Does what `save` does for the changes of several sites, at most one change per site. Each is stored, or not,
   * on its own; the results are in the order of the changes. Several such calls may run at a time, with sites in
   * common. No changes: no results. A store without batches uses `saveEach` of the adapter kit.
   */
  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]>;

  /**
   * The events of at most `limit` revisions after `afterRevision` (0: from the start), in order of revision
   * and ordinal. All events of a revision come together. An unknown site has none. `HistoryPruned`: the first of
   * these revisions are gone; read after `prunedRevision`.
   */
  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>>;

  /**
   * The program as it was stored at a point of its history; `undefined` where nothing was stored then, or that was
   * erased. It takes bounded work, however long the history is.
   */
  programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>>;

  /**
   * Removes the program of a site and its events for good. Where the feed tells of this store, a `ProgramErased`
   * takes their place; installation events stay. No error, and no event, where nothing is stored.
   *
   * @param context when, by whom and by which request; by default now, and not known
   */
  erase(siteId: SiteId, context?: ChangeContext): Promise<Result<void, RepositoryUnavailable>>;

  /** Whether the store can answer now. Cheap: it reads no program, and suits a health check that runs every second. */
  ping(): Promise<Result<void, RepositoryUnavailable>>;
}

/** `saveMany` for a store without batches: saves the changes one after the other, in their order. */
export const saveEach = (
  repository: Pick<LoyaltyProgramRepository, 'save'>,
  changes: readonly Change[],
): Promise<readonly SaveResult[]> => {
  let last: Promise<unknown> = Promise.resolve();
  return Promise.all(
    // Copied first: while one is saved, the caller may change the others.
    changes.map(clone).map((change) => {
      const saving = last.then(() => repository.save(change));
      last = saving;
      return saving;
    }),
  );
};
