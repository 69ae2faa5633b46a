import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import type { Change, HistoryPoint, SaveResult } from '@loyalty-programs/core/adapter-kit';
import { type Result, ok } from 'neverthrow';
import { BatchSavingMemory } from '../support/batch-saving-memory.js';
import { turns } from '../support/turns.js';

type Answer<T, E = never> = Promise<Result<T, RepositoryUnavailable | E>>;

/** A store whose calls overtake each other, before they take effect and before they are answered. */
export class SlowStore implements LoyaltyProgramRepository {
  readonly #memory = new BatchSavingMemory();
  readonly #delays: readonly number[];
  #calls = 0;

  /** The delays, in turns of the event loop, are gone through again and again. */
  constructor(delays: readonly number[]) {
    this.#delays = delays;
  }

  find(siteId: SiteId): Answer<LoyaltyProgram | undefined> {
    return this.#slowly(() => this.#memory.find(siteId));
  }

  /** Looks at the sites at different times. */
  async findMany(siteIds: readonly SiteId[]): Answer<ReadonlyMap<SiteId, LoyaltyProgram>> {
    const found = new Map<SiteId, LoyaltyProgram>();
    await Promise.all(
      siteIds.map(async (siteId) => {
        const program = (await this.find(siteId))._unsafeUnwrap();
        if (program !== undefined) found.set(siteId, program);
      }),
    );
    return ok(found);
  }

  save(change: Change): Promise<SaveResult> {
    return this.#slowly(() => this.#memory.save(change));
  }

  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    return this.#slowly(() => this.#memory.saveMany(changes));
  }

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Answer<readonly ProgramEvent[], HistoryPruned> {
    return this.#memory.history(siteId, afterRevision, limit);
  }

  programAt(siteId: SiteId, point: HistoryPoint): Answer<LoyaltyProgram | undefined, HistoryPruned> {
    return this.#memory.programAt(siteId, point);
  }

  erase(siteId: SiteId): Answer<void> {
    return this.#slowly(() => this.#memory.erase(siteId));
  }

  ping(): Answer<void> {
    return this.#memory.ping();
  }

  async #slowly<T>(call: () => Promise<T>): Promise<T> {
    await this.#delay();
    const answer = await call();
    await this.#delay();
    return answer;
  }

  #delay(): Promise<void> {
    this.#calls += 1;
    return turns(this.#delays[this.#calls % this.#delays.length] ?? 0);
  }
}
