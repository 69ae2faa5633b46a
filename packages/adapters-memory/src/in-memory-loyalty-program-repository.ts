import type {
  AccountId,
  FeedPage,
  InstallationRegistry,
  InvalidCursor,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  ProgramEventFeed,
  RepositoryUnavailable,
  RevisionConflict,
  SiteDirectory,
  SiteId,
  SitePageQuery,
} from '@loyalty-programs/core';
import { type Change, clone, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

interface Stored {
  readonly program: LoyaltyProgram;
  readonly events: readonly ProgramEvent[];
}

/**
 * Stores programs and their events in the memory of this process, for tests and prototypes. It keeps every
 * promise of the port; only, nothing survives the process.
 */
export class InMemoryLoyaltyProgramRepository implements LoyaltyProgramRepository, ProgramEventFeed {
  readonly #stored = new Map<SiteId, Stored>();
  /** The events of all sites in the order of their saving; a place stays empty when its event is erased. */
  readonly #feed: (ProgramEvent | undefined)[] = [];
  #down = false;

  /** Makes every call fail with `RepositoryUnavailable`, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      const stored = this.#stored.get(siteId);
      return ok(stored && clone(stored.program));
    });
  }

  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    return this.#answer(() => {
      const found = new Map<SiteId, LoyaltyProgram>();
      for (const siteId of siteIds) {
        const stored = this.#stored.get(siteId);
        if (stored !== undefined) found.set(siteId, clone(stored.program));
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
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    return this.#answer(() => {
      const events = this.#stored.get(siteId)?.events ?? [];
      return ok(
        events
          .filter(({ revision }) => revision > afterRevision && revision <= afterRevision + limit)
          .map(clone),
      );
    });
  }

  erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      this.#stored.delete(siteId);
      this.#feed.forEach((event, place) => {
        if (event?.siteId === siteId) this.#feed[place] = undefined;
      });
      return ok(undefined);
    });
  }

  /** The sites for which something is stored, for a directory of them. */
  storedSites(): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    return this.#answer(() => ok([...this.#stored.keys()]));
  }

  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => ok(undefined));
  }

  readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    return this.#answer<FeedPage, InvalidCursor>(() => {
      let place = Number(cursor ?? 0);
      if (!/^\d+$/u.test(cursor ?? '0') || place > this.#feed.length) {
        return err({ type: 'InvalidCursor', cursor: cursor ?? '' });
      }
      const events: ProgramEvent[] = [];
      for (; place < this.#feed.length && events.length < limit; place += 1) {
        const event = this.#feed[place];
        if (event !== undefined) events.push(clone(event));
      }
      return ok({ events, cursor: String(place) });
    });
  }

  #save({
    baseRevision: expectedRevision,
    program,
    events,
  }: Change): Result<LoyaltyProgram, RevisionConflict> {
    const { siteId } = program;
    const stored = this.#stored.get(siteId);
    const actualRevision = stored?.program.revision ?? 0;
    if (actualRevision !== expectedRevision) {
      return err({ type: 'RevisionConflict', siteId, expectedRevision, actualRevision });
    }
    this.#stored.set(siteId, { program, events: [...(stored?.events ?? []), ...events] });
    this.#feed.push(...events);
    return ok(clone(program));
  }

  /** Like a real store, never answers in the same turn of the event loop. */
  async #answer<T, E = never>(answer: () => Result<T, E>): Promise<Result<T, E | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' }) : answer();
  }
}

/** Lists the sites of a repository and a registry in memory. */
export class InMemorySiteDirectory implements SiteDirectory {
  readonly #repository: InMemoryLoyaltyProgramRepository;
  readonly #registry: InstallationRegistry;

  constructor(repository: InMemoryLoyaltyProgramRepository, registry: InstallationRegistry) {
    this.#repository = repository;
    this.#registry = registry;
  }

  async listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const sites = await this.#sites(accountId);
    return sites.map((siteIds) =>
      siteIds.filter((siteId) => after === undefined || siteId > after).slice(0, limit),
    );
  }

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return (await this.#sites()).map(({ length }) => length);
  }

  /** In the order of their code points: an id is ASCII. */
  async #sites(accountId?: AccountId): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const installed = await this.#registry.listSites(accountId);
    if (installed.isErr()) return err({ type: 'RepositoryUnavailable', cause: installed.error.cause });
    if (accountId !== undefined) return ok(installed.value);
    const stored = await this.#repository.storedSites();
    return stored.map((siteIds) => [...new Set([...siteIds, ...installed.value])].sort());
  }
}
