import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import {
  type Change,
  type ChangeContext,
  type HistoryPoint,
  type SaveResult,
  clone,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { type BatchingOptions, Batcher, Reads, type Settled, settled } from './batcher.js';

/** The part of a store that changes are saved with. */
type SavingStore = Pick<LoyaltyProgramRepository, 'save' | 'saveMany'>;

/** Saves the changes that come in one turn together, except that no two of one site share a batch. */
class Saves {
  readonly #store: SavingStore;
  readonly #batcher: Batcher<Change, SaveResult>;

  constructor(store: SavingStore, { maxBatchSize, schedule }: Settled) {
    this.#store = store;
    this.#batcher = new Batcher(
      {
        batches: (calls) => batchesOf(calls, maxBatchSize),
        answers: (changes) => this.#answers(changes),
      },
      schedule,
    );
  }

  save(change: Change): Promise<SaveResult> {
    if (this.#batcher.isClosed) return this.#store.save(change);
    // What goes in is the caller's own, also between the call and the end of the turn.
    return this.#batcher.call(clone(change));
  }

  close(): Promise<void> {
    return this.#batcher.close();
  }

  async #answers(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    try {
      const answers = await this.#save(changes);
      return changes.map((_, at) => answers[at] ?? err(unavailable('the store gave no answer')));
    } catch (cause) {
      return changes.map(() => err(unavailable(cause)));
    }
  }

  async #save(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const [first, ...others] = changes;
    if (first === undefined || others.length > 0) return this.#store.saveMany(changes);
    return [await this.#store.save(first)];
  }
}

/** The first changes of all sites come first, then the second ones, and so on: no site waits behind another. */
const batchesOf = <Call extends { readonly input: Change }>(
  calls: readonly Call[],
  maxBatchSize: number,
): readonly (readonly Call[])[] => {
  const rounds: Call[][][] = [];
  const roundsOfSite = new Map<SiteId, number>();
  for (const call of calls) {
    const { siteId } = call.input.program;
    const round = roundsOfSite.get(siteId) ?? 0;
    roundsOfSite.set(siteId, round + 1);
    const batches = (rounds[round] ??= [[]]);
    const last = batches.at(-1);
    if (last !== undefined && last.length < maxBatchSize) last.push(call);
    else batches.push([call]);
  }
  return rounds.flat();
};

const unavailable = (cause: unknown): RepositoryUnavailable => ({ type: 'RepositoryUnavailable', cause });

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
 * It fulfils the contract of the port if the store does. Whatever was acknowledged when a read starts, the
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
    return this.#reads.call(siteId);
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
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>> {
    return this.#store.history(siteId, afterRevision, limit);
  }

  programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>> {
    return this.#store.programAt(siteId, point);
  }

  erase(siteId: SiteId, context?: ChangeContext): Promise<Result<void, RepositoryUnavailable>> {
    return this.#store.erase(siteId, context);
  }

  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return this.#store.ping();
  }

  /**
   * Dispatches pending calls at once and waits for all calls in flight. Whatever is requested
   * later goes to the wrapped store directly. The store itself stays open: it is the host's.
   */
  async close(): Promise<void> {
    await Promise.all([this.#reads.close(), this.#saves?.close()]);
  }
}
