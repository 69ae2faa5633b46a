import type {
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import type { Change, SaveResult } from '@loyalty-programs/core/adapter-kit';
import { type Result, ok } from 'neverthrow';
import { type BatchingOptions, settled } from './options.js';
import { Reads } from './reads.js';
import { Saves } from './saves.js';

export interface RepositoryOptions extends BatchingOptions {
  /**
   * Whether saves share statements too; by default only reads do. Changes that are saved together meet in one
   * transaction: not for a store that spreads sites over several databases, nor for one that joins a
   * transaction of the host.
   */
  readonly saves?: boolean;
}

/**
 * Has the calls of one turn of the event loop answered by one statement of the store: several `find` by one
 * `findMany` and, where saves share statements, several `save` by one `saveMany`. A call that comes alone stays
 * what it is. All other methods go to the store directly.
 *
 * It keeps the promises of the port if the store does. Whatever was acknowledged when a read is asked for, the
 * read sees; changes of one site reach the store in the order in which they came.
 */
export class BatchingLoyaltyProgramRepository implements LoyaltyProgramRepository {
  readonly #store: LoyaltyProgramRepository;
  readonly #reads: Reads<LoyaltyProgram | undefined, RepositoryUnavailable>;
  readonly #saves: Saves | undefined;

  constructor(store: LoyaltyProgramRepository, { saves = false, ...options }: RepositoryOptions = {}) {
    this.#store = store;
    this.#reads = new Reads(
      {
        one: (siteId) => store.find(siteId),
        many: (siteIds) => store.findMany(siteIds),
        withoutEntry: () => ok(undefined),
        unavailable: (cause) => ({ type: 'RepositoryUnavailable', cause }),
      },
      settled(options),
    );
    if (saves) this.#saves = new Saves(store, settled(options));
  }

  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return this.#reads.ask(siteId);
  }

  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    return this.#store.findMany(siteIds);
  }

  save(change: Change): Promise<SaveResult> {
    return this.#saves === undefined ? this.#store.save(change) : this.#saves.save(change);
  }

  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    return this.#store.saveMany(changes);
  }

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    return this.#store.history(siteId, afterRevision, limit);
  }

  erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    return this.#store.erase(siteId);
  }

  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return this.#store.ping();
  }

  /**
   * Dispatches at once what was gathered, and waits until all that was gathered is answered. Whatever is asked
   * later goes to the wrapped store directly. The store itself stays open: it is the host's.
   */
  async close(): Promise<void> {
    await Promise.all([this.#reads.close(), this.#saves?.close()]);
  }
}
