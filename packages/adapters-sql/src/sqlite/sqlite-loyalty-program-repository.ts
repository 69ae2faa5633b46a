import type {
  FeedPage,
  HistoryPoint,
  InvalidCursor,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  ProgramEventFeed,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import { type Change, clone, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import {
  cursorAt,
  eventOf,
  eventsAsJson,
  numberIn,
  positionOf,
  programAt,
  programOf,
  programValues,
  recordedEventOf,
} from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT, refusalOf, type SqliteFailure } from './failure.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

/** A change as it is bound to statements. It is made when `save` is called, since the change is the caller's own. */
interface BoundChange {
  readonly program: LoyaltyProgram;
  readonly baseRevision: number;
  readonly values: ReturnType<typeof programValues>;
  readonly events: string;
}

/**
 * Keeps programs and their events in the tables of `migrate`, in one SQLite file.
 *
 * A call is one synchronous transaction, so no two calls interleave. Where the host has a transaction open, a
 * change becomes a part of it and takes effect when the host commits. While another connection holds the write
 * lock a change is retried for `lockTimeout`, without blocking the event loop; inside a transaction of the host
 * it gives up at once. What certainly had no effect is `RepositoryUnavailable` with `notDone`.
 */
export class SqliteLoyaltyProgramRepository implements LoyaltyProgramRepository, ProgramEventFeed {
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: SqliteDatabase, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
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

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    return this.#read(() =>
      this.#connection.all('history', siteId, afterRevision, afterRevision + limit).map(eventOf),
    );
  }

  programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return this.#read(() => {
      const [row] = this.#connection.all('find', siteId);
      return row && programAt(programOf(row), this.#connection.all('wholeHistory', siteId), point);
    });
  }

  async erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    const erased = await this.#write(() => {
      this.#connection.run('eraseEvents', siteId);
      this.#connection.run('eraseProgram', siteId);
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

  async readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    const position = positionOf(cursor);
    if (position.isErr()) return err(position.error);
    if (partition !== 0) return ok({ events: [], cursor: cursorAt(0) });
    return this.#read(() => {
      const rows = this.#connection.all('readFeed', position.value, limit);
      const last = rows.at(-1);
      const reached = last === undefined ? position.value : numberIn(last, 'position');
      return { events: rows.map(recordedEventOf), cursor: cursorAt(reached) };
    });
  }

  #store({ program, baseRevision, values, events }: BoundChange): SaveResult {
    const changes =
      baseRevision === 0
        ? this.#connection.run('saveFirst', ...values)
        : this.#connection.run('saveNext', ...values, program.siteId, baseRevision);
    if (changes === 0) return this.#conflict(program.siteId, baseRevision);
    this.#connection.run('appendEvents', events);
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

  #write<T>(work: () => T): Promise<Result<T, SqliteFailure>> {
    return this.#connection.write(work, this.#lockTimeout);
  }
}

const bind = ({ program, baseRevision, events }: Change): BoundChange => ({
  program: clone(program),
  baseRevision,
  values: programValues(program),
  events: eventsAsJson(events),
});

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
