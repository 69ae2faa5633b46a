import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import type { Change, HistoryPoint, SaveResult } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { BatchSavingMemory } from './batch-saving-memory.js';

type Answer<T, E = never> = Promise<Result<T, RepositoryUnavailable | E>>;

/** A store in memory that tells how it was called, and keeps its answers back when it is told to. */
export class RecordingStore implements LoyaltyProgramRepository {
  /** In order, each as in "findMany shop cafe". */
  readonly calls: string[] = [];
  readonly memory = new BatchSavingMemory();
  #answering = Promise.resolve();

  /** From now on every call takes effect, but is not answered before what is returned here is called. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#answering = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      release();
    };
  }

  find(siteId: SiteId): Answer<LoyaltyProgram | undefined> {
    return this.#recorded('find', [siteId], this.memory.find(siteId));
  }

  findMany(siteIds: readonly SiteId[]): Answer<ReadonlyMap<SiteId, LoyaltyProgram>> {
    return this.#recorded('findMany', siteIds, this.memory.findMany(siteIds));
  }

  save(change: Change): Promise<SaveResult> {
    return this.#recorded('save', [change.program.siteId], this.memory.save(change));
  }

  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const siteIds = changes.map(({ program }) => program.siteId);
    return this.#recorded('saveMany', siteIds, this.memory.saveMany(changes));
  }

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Answer<readonly ProgramEvent[], HistoryPruned> {
    return this.#recorded('history', [siteId], this.memory.history(siteId, afterRevision, limit));
  }

  programAt(siteId: SiteId, point: HistoryPoint): Answer<LoyaltyProgram | undefined, HistoryPruned> {
    return this.#recorded('programAt', [siteId], this.memory.programAt(siteId, point));
  }

  erase(siteId: SiteId): Answer<void> {
    return this.#recorded('erase', [siteId], this.memory.erase(siteId));
  }

  ping(): Answer<void> {
    return this.#recorded('ping', [], this.memory.ping());
  }

  async #recorded<T>(method: string, siteIds: readonly SiteId[], answer: Promise<T>): Promise<T> {
    this.calls.push([method, ...siteIds].join(' '));
    const answering = this.#answering;
    const answered = await answer;
    await answering;
    return answered;
  }
}
