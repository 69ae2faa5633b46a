import type {
  HistoryPruned,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  ProgramEventFeed,
  RecordedEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import {
  type Change,
  type ChangeContext,
  type EventRetention,
  type FeedPage,
  type FeedSignal,
  type HistoryPoint,
  type InvalidCursor,
  type PruneOptions,
  type SaveResult,
  clone,
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import {
  cursorAt,
  eventsAsJson,
  numberIn,
  positionOf,
  programEventOf,
  programOf,
  programValues,
  recordedEventOf,
  type Row,
  siteIdIn,
} from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT, refusalOf, type SqliteFailure } from './failure.js';
import { programOfSite, pruneSite, snapshotsAsJson } from './history.js';
import { type SqliteDatabase, type SqliteOptions, warnOnConsole } from './sqlite-database.js';

/** A change as it is bound to statements. It is made when `save` is called, since the change is the caller's own. */
interface BoundChange {
  readonly program: LoyaltyProgram;
  readonly baseRevision: number;
  readonly values: ReturnType<typeof programValues>;
  readonly events: string;
  readonly eventCount: number;
  readonly snapshots: string | null;
}

/**
 * Keeps programs and their events in the tables of `migrate`, in one SQLite file.
 *
 * A call is one synchronous transaction, so no two calls interleave. Where the host has a transaction open, a
 * change becomes a part of it and takes effect when the host commits. While another connection holds the write
 * lock a change is retried for `lockTimeout`, without blocking the event loop; inside a transaction of the host
 * it gives up at once. What certainly had no effect is `RepositoryUnavailable` with `notDone`.
 */
export class SqliteLoyaltyProgramRepository
  implements LoyaltyProgramRepository, ProgramEventFeed, FeedSignal, EventRetention
{
  readonly #connection: Connection;
  readonly #lockTimeout: number;
  readonly #onUnreadable: NonNullable<SqliteOptions['onUnreadable']>;

  constructor(
    database: SqliteDatabase,
    { lockTimeout = LOCK_TIMEOUT, onUnreadable = warnOnConsole }: SqliteOptions = {},
  ) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
    this.#onUnreadable = onUnreadable;
  }

  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return this.#read(() => {
      const [row] = this.#connection.all('find', siteId);
      return row && programOf(row);
    });
  }

  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    const bound = JSON.stringify(siteIds);
    return this.#read(() => {
      const programs = this.#connection.all('findMany', bound).map(programOf);
      return new Map(programs.map((program) => [program.siteId, program]));
    });
  }

  async save(change: Change): Promise<SaveResult> {
    const bound = bind(change);
    const stored = await this.#write(() => this.#store(bound));
    return savedOf(stored);
  }

  /**
   * Stores the changes in one transaction, so that they share one flush to the disk. One that fails is undone
   * alone, unless the transaction fails as a whole.
   */
  async saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const bound = changes.map(bind);
    const stored = await this.#write(() =>
      bound.map((each) => savedOf(this.#connection.part(() => this.#store(each)))),
    );
    return stored.match(
      (saved) => saved,
      (failure) => changes.map(() => err(unavailable(failure))),
    );
  }

  async history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>> {
    const read = await this.#readAtOnce<Result<readonly ProgramEvent[], HistoryPruned>>(() => {
      const [site] = this.#connection.all('historyOf', siteId);
      const prunedRevision = site === undefined ? 0 : numberIn(site, 'pruned_revision');
      if (prunedRevision > 0 && afterRevision < prunedRevision) {
        return err({ type: 'HistoryPruned', siteId, prunedRevision });
      }
      const range = [siteId, afterRevision, afterRevision + limit, siteId, afterRevision] as const;
      return ok(this.#connection.all('history', ...range).map(programEventOf));
    });
    return read.andThen((events) => events);
  }

  async programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>> {
    const read = await this.#readAtOnce(() => programOfSite(this.#connection, siteId, point));
    return read.andThen((program) => program);
  }

  async erase(
    siteId: SiteId,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
  ): Promise<Result<void, RepositoryUnavailable>> {
    const blank = programValues(untouchedDraft(siteId, 0));
    const tombstone = eventsAsJson([{ type: 'ProgramErased', siteId, time: now, actor, causedBy }]);
    const erased = await this.#write(() => {
      if (this.#connection.run('eraseProgram', ...blank, siteId) === 0) return;
      this.#connection.run('eraseEvents', siteId);
      this.#connection.run('eraseSnapshots', siteId);
      this.#connection.run('appendEvents', tombstone);
    });
    return erased.mapErr(unavailable);
  }

  /** Also opens a savepoint, which fails where a statement of the connection is stuck. */
  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return this.#read(() => {
      this.#connection.all('ping');
      this.#connection.check();
    });
  }

  partitions(): Promise<Result<number, RepositoryUnavailable>> {
    return Promise.resolve(ok(1));
  }

  /** An event that can't be read is set aside and reported. */
  async readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    const position = positionOf(cursor);
    if (position.isErr()) return err(position.error);
    if (partition !== 0) return ok({ events: [], cursor: cursorAt(0) });
    const read = await this.#read(() => this.#connection.all('readFeed', position.value, limit));
    if (read.isErr()) return err(read.error);
    const rows = read.value;
    const last = rows.at(-1);
    const events: RecordedEvent[] = [];
    for (const row of rows) {
      try {
        events.push(recordedEventOf(row));
      } catch (cause) {
        await this.#setAside(row, cause);
      }
    }
    return ok({ events, cursor: cursorAt(last === undefined ? position.value : numberIn(last, 'position')) });
  }

  /** Calls the listener after each change that an adapter on the same database object has made. */
  subscribe(listener: (partition: number | null) => void): () => void {
    return this.#connection.signals.subscribe(listener);
  }

  async prune({
    before,
    readers,
  }: PruneOptions): Promise<Result<number, InvalidCursor | RepositoryUnavailable>> {
    let position = Number.MAX_SAFE_INTEGER;
    for (const reader of readers) {
      const read = positionOf(reader.cursor);
      if (read.isErr()) return err(read.error);
      if (reader.partition === 0) position = Math.min(position, read.value);
    }
    const siteIds = await this.#read(() =>
      this.#connection.all('sitesToPrune', before, position).map(siteIdIn),
    );
    if (siteIds.isErr()) return err(siteIds.error);
    let removed = 0;
    for (const siteId of siteIds.value) {
      const pruned = await this.#write(() => pruneSite(this.#connection, siteId, { before, position }));
      if (pruned.isErr()) return err(unavailable(pruned.error));
      removed += pruned.value;
    }
    return ok(removed);
  }

  /** It may fail, on a read-only file say: then the event is reported again. */
  async #setAside(row: Row, cause: unknown): Promise<void> {
    const { site_id: siteId, sequence, position } = row;
    if (typeof position === 'number') {
      (await this.#write(() => this.#connection.run('setAside', position))).unwrapOr(undefined);
    }
    try {
      this.#onUnreadable({ type: 'UnreadableEvent', siteId, sequence, cause });
    } catch {
      // What a host's callback throws must not fail the call that met the problem.
    }
  }

  #store({ program, baseRevision, values, events, eventCount, snapshots }: BoundChange): SaveResult {
    const changes =
      baseRevision === 0
        ? this.#connection.run('saveFirst', ...values, eventCount)
        : this.#connection.run('saveNext', ...values, eventCount, program.siteId, baseRevision);
    if (changes === 0) return this.#conflict(program.siteId, baseRevision);
    this.#connection.run('appendEvents', events);
    if (snapshots !== null) this.#connection.run('storeSnapshots', snapshots, program.siteId);
    return ok(program);
  }

  #conflict(siteId: SiteId, expectedRevision: number): SaveResult {
    const [row] = this.#connection.all('revision', siteId);
    const actualRevision = row === undefined ? 0 : numberIn(row, 'revision');
    return err({ type: 'RevisionConflict', siteId, expectedRevision, actualRevision });
  }

  async #read<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    const read = await this.#connection.read(work, this.#lockTimeout);
    return read.mapErr(({ cause }) => unavailable({ cause }));
  }

  /** Reads with several statements, which see one state of the database. */
  #readAtOnce<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    return this.#read(() => {
      const done = this.#connection.part(work);
      if (done.isErr()) throw done.error.cause;
      return done.value;
    });
  }

  async #write<T>(work: () => T): Promise<Result<T, SqliteFailure>> {
    const written = await this.#connection.write(work, this.#lockTimeout);
    if (written.isOk()) this.#connection.signals.send(0);
    return written;
  }
}

const bind = (change: Change): BoundChange => {
  const { program, baseRevision, events } = change;
  return {
    program: clone(program),
    baseRevision,
    values: programValues(program),
    events: eventsAsJson(events),
    eventCount: events.length,
    snapshots: snapshotsAsJson(change),
  };
};

const unavailable = ({ cause, notDone }: SqliteFailure): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause,
  ...(notDone && { notDone }),
});

const savedOf = (stored: Result<SaveResult, SqliteFailure>): SaveResult => {
  if (stored.isOk()) return stored.value;
  const { cause, notDone } = stored.error;
  const refusal = notDone === true ? refusalOf(cause) : undefined;
  return err(refusal === undefined ? unavailable(stored.error) : { type: 'Rejected', cause: refusal });
};
