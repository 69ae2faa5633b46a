import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  ProgramEventFeed,
  RecordedEvent,
  RepositoryUnavailable,
  RevisionConflict,
  SiteId,
} from '@loyalty-programs/core';
import {
  type Change,
  type ChangeContext,
  type EventRetention,
  type FeedPage,
  type HistoryPoint,
  type InvalidCursor,
  type PruneOptions,
  type SaveResult,
  clone,
  isProgramEvent,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { InMemoryEvents } from './in-memory-events.js';
import { hadReached, type Revision, revisionsOf } from './revisions.js';

interface Stored {
  /** In order; the last one is the program as it is. The first one has no events where earlier ones were removed. */
  readonly revisions: readonly Revision[];
  /** The events of this revision, and of those before, were removed; 0: of none. */
  readonly prunedRevision: number;
}

const NOTHING: Stored = { revisions: [], prunedRevision: 0 };

const programIn = ({ revisions }: Stored): LoyaltyProgram | undefined => revisions.at(-1)?.program;

/**
 * Stores programs and their events in the memory of this process, for tests and prototypes. It keeps every
 * promise of the port; only, nothing survives the process.
 */
export class InMemoryLoyaltyProgramRepository
  implements LoyaltyProgramRepository, ProgramEventFeed, EventRetention
{
  readonly #stored = new Map<SiteId, Stored>();
  readonly #events: InMemoryEvents;
  #down = false;

  /** `events`: where the events go. Give installations the same, and the feed tells of them too. */
  constructor(events = new InMemoryEvents()) {
    this.#events = events;
  }

  /** Makes every call fail with `RepositoryUnavailable`, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      const program = programIn(this.#stored.get(siteId) ?? NOTHING);
      return ok(program && clone(program));
    });
  }

  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    return this.#answer(() => {
      const found = new Map<SiteId, LoyaltyProgram>();
      for (const siteId of siteIds) {
        const program = programIn(this.#stored.get(siteId) ?? NOTHING);
        if (program !== undefined) found.set(siteId, clone(program));
      }
      return ok(found);
    });
  }

  save(change: Change): Promise<Result<LoyaltyProgram, RevisionConflict | RepositoryUnavailable>> {
    const copy = clone(change);
    return this.#answer<LoyaltyProgram, RevisionConflict>(() => this.#save(copy));
  }

  async saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const copies = changes.map(clone);
    const saved = await this.#answer(() => ok(copies.map((change) => this.#save(change))));
    return saved.isOk() ? saved.value : copies.map(() => err(saved.error));
  }

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>> {
    return this.#answer<readonly ProgramEvent[], HistoryPruned>(() => {
      const { revisions, prunedRevision } = this.#stored.get(siteId) ?? NOTHING;
      if (prunedRevision > 0 && afterRevision < prunedRevision) {
        return err({ type: 'HistoryPruned', siteId, prunedRevision });
      }
      return ok(
        revisions
          .flatMap(({ events }) => events)
          .filter(({ revision }) => revision > afterRevision && revision <= afterRevision + limit)
          .map(clone),
      );
    });
  }

  programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>> {
    return this.#answer<LoyaltyProgram | undefined, HistoryPruned>(() => {
      const { revisions, prunedRevision } = this.#stored.get(siteId) ?? NOTHING;
      const found = revisions.findLast((revision) => hadReached(point, revision));
      if (found === undefined && prunedRevision > 0) {
        return err({ type: 'HistoryPruned', siteId, prunedRevision });
      }
      const isOther = 'revision' in point && found?.program.revision !== point.revision;
      return ok(found === undefined || isOther ? undefined : clone(found.program));
    });
  }

  erase(
    siteId: SiteId,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
  ): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      if (!this.#stored.delete(siteId)) return ok(undefined);
      this.#events.remove((event) => event.siteId === siteId && isProgramEvent(event));
      this.#events.record(siteId, [{ type: 'ProgramErased', siteId, time: now, actor, causedBy }]);
      return ok(undefined);
    });
  }

  prune({ before, readers }: PruneOptions): Promise<Result<number, InvalidCursor | RepositoryUnavailable>> {
    return this.#answer<number, InvalidCursor>(() =>
      this.#events.readBy(readers).map((read) => {
        const isOld = (event: RecordedEvent): boolean => event.time < before && read.has(event);
        const kept = new Set<RecordedEvent>();
        for (const [siteId, { revisions }] of this.#stored) {
          const firstKept = revisions.findIndex(({ recorded }) => !recorded.every(isOld));
          const left = firstKept < 0 ? [] : revisions.slice(firstKept);
          for (const event of left.flatMap(({ recorded }) => recorded)) kept.add(event);
          const base = firstKept < 0 ? revisions.at(-1) : revisions[firstKept - 1];
          if (base === undefined) continue;
          const prunedRevision = base.program.revision;
          this.#stored.set(siteId, {
            revisions: [{ ...base, events: [], recorded: [] }, ...left],
            prunedRevision,
          });
        }
        return this.#events.remove((event) => isOld(event) && !kept.has(event));
      }),
    );
  }

  /** The sites for which something is stored, for a directory of them. */
  storedSites(): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    return this.#answer(() => ok([...this.#stored.keys()]));
  }

  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => ok(undefined));
  }

  partitions(): Promise<Result<number, RepositoryUnavailable>> {
    return this.#down ? this.#answer<number>(() => ok(0)) : this.#events.partitions();
  }

  readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    return this.#down
      ? this.#answer<FeedPage>(() => ok({ events: [], cursor: '' }))
      : this.#events.readAfter(partition, cursor, limit);
  }

  #save(change: Change): Result<LoyaltyProgram, RevisionConflict> {
    const { baseRevision: expectedRevision, program } = change;
    const { siteId } = program;
    const stored = this.#stored.get(siteId) ?? NOTHING;
    const known = programIn(stored);
    const actualRevision = known?.revision ?? 0;
    if (actualRevision !== expectedRevision) {
      return err({ type: 'RevisionConflict', siteId, expectedRevision, actualRevision });
    }
    const revisions = revisionsOf(change, known, this.#events.record(siteId, change.events));
    this.#stored.set(siteId, { ...stored, revisions: [...stored.revisions, ...revisions] });
    return ok(clone(program));
  }

  /** Like a real store, never answers in the same turn of the event loop. */
  async #answer<T, E = never>(answer: () => Result<T, E>): Promise<Result<T, E | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' }) : answer();
  }
}
