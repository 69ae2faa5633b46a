import {
  type Change,
  type FeedPage,
  type InvalidCursor,
  type LoyaltyProgram,
  type LoyaltyProgramRepository,
  type ProgramEvent,
  type ProgramEventFeed,
  type RepositoryUnavailable,
  type SaveResult,
  type SiteId,
  copyOf,
} from '@loyalty-programs/core';
import {
  cursorAt,
  eventOf,
  eventsAsJson,
  numberIn,
  positionOf,
  programOf,
  programValues,
} from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { refusalOf } from './failure.js';
import { rowOf, rowsOf } from './rows.js';
import { atomically } from './savepoint.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { Statements } from './statements.js';

/**
 * Keeps programs and their events in the tables of `migrate`, in one SQLite file. The database is asked
 * synchronously, so no two calls interleave. Where the host has a transaction open, `save` becomes a part of it
 * and takes effect when the host commits.
 */
export class SqliteLoyaltyProgramRepository implements LoyaltyProgramRepository, ProgramEventFeed {
  readonly #database: SqliteDatabase;
  readonly #statements: Statements;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#statements = new Statements(database);
  }

  find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    return answering(() => {
      const row = rowOf(this.#statements.get('find').get(siteId));
      return ok(row && programOf(row));
    });
  }

  findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    return answering(() => {
      const rows = rowsOf(this.#statements.get('findMany').all(JSON.stringify(siteIds)));
      return ok(new Map(rows.map(programOf).map((program) => [program.siteId, program])));
    });
  }

  save(change: Change): Promise<SaveResult> {
    return Promise.resolve(this.#save(change));
  }

  /** Stores the changes in one transaction, so that they share one flush to the disk. */
  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    try {
      const save = () => changes.map((change) => this.#save(change));
      return Promise.resolve(atomically(this.#database, 'loyalty_changes', save));
    } catch (cause) {
      return Promise.resolve(changes.map(() => unavailable(cause)));
    }
  }

  history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    return answering(() => {
      const rows = this.#statements.get('history').all(siteId, afterRevision, afterRevision + limit);
      return ok(rowsOf(rows).map(eventOf));
    });
  }

  erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    return answering(() => {
      atomically(this.#database, 'loyalty_erasure', () => {
        this.#statements.get('eraseEvents').run(siteId);
        this.#statements.get('eraseProgram').run(siteId);
      });
      return ok(undefined);
    });
  }

  ping(): Promise<Result<void, RepositoryUnavailable>> {
    return answering(() => {
      this.#statements.get('ping').get();
      return ok(undefined);
    });
  }

  readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    const position = positionOf(cursor);
    if (position.isErr()) return Promise.resolve(err(position.error));
    return answering(() => {
      const rows = rowsOf(this.#statements.get('readFeed').all(position.value, limit));
      const last = rows.at(-1);
      const reached = last === undefined ? position.value : numberIn(last, 'position');
      return ok({ events: rows.map(eventOf), cursor: cursorAt(reached) });
    });
  }

  #save({ baseRevision, program, events }: Change): SaveResult {
    try {
      const isSaved = atomically(this.#database, 'loyalty_change', () => {
        // The first statement takes the write lock, so that nothing comes between it and the others.
        const { changes } =
          baseRevision === 0
            ? this.#statements.get('saveFirst').run(...programValues(program))
            : this.#statements.get('saveNext').run(...programValues(program), baseRevision);
        if (Number(changes) === 0) return false;
        this.#statements.get('tell').run(eventsAsJson(events));
        return true;
      });
      return isSaved ? ok(copyOf(program)) : this.#conflict(program.siteId, baseRevision);
    } catch (cause) {
      const refusal = refusalOf(cause);
      return refusal === undefined ? unavailable(cause) : err({ type: 'Rejected', cause: refusal });
    }
  }

  #conflict(siteId: SiteId, expectedRevision: number): SaveResult {
    const row = rowOf(this.#statements.get('revision').get(siteId));
    const actualRevision = row === undefined ? 0 : numberIn(row, 'revision');
    return err({ type: 'RevisionConflict', siteId, expectedRevision, actualRevision });
  }
}

const unavailable = (cause: unknown) => err({ type: 'RepositoryUnavailable' as const, cause });

/** The database answers at once; what it throws is an error of the port. */
const answering = <T>(answer: () => Result<T, never>): Promise<Result<T, RepositoryUnavailable>> => {
  try {
    return Promise.resolve(answer());
  } catch (cause) {
    return Promise.resolve(unavailable(cause));
  }
};
