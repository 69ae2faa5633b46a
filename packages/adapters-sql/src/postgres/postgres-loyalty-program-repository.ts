import type {
  HistoryPoint,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  ProgramEvent,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import { type Change, clone, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import {
  type Row,
  eventOf,
  eventsAsJson,
  eventsInJson,
  numberIn,
  programAt,
  programOf,
  programRecord,
  programValues,
  siteIdIn,
} from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { isSurelyNotDone, mayBeOfOneSite, NotCommitted, refusalOf, unavailable } from './failure.js';
import { Database } from './database.js';
import type { PostgresOptions, Queryable } from './options.js';
import { saveSharded } from './sharded-save.js';

/**
 * Keeps programs and their events in the tables of `migrate` on a PostgreSQL server. Each method is one prepared
 * statement, and `save` is one too: program and events are stored together, or nothing is, without a transaction of
 * the adapter's own. With `sharded` it is two statements in a transaction. Given a client with an open transaction,
 * what it does takes effect when the host commits.
 */
export class PostgresLoyaltyProgramRepository implements LoyaltyProgramRepository {
  readonly #database: Database;
  readonly #isSharded: boolean;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
    this.#isSharded = options.sharded === true;
  }

  async find(siteId: SiteId): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    try {
      const [row] = await this.#database.run('find', [siteId]);
      return ok(row && programOf(row));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    try {
      const rows = await this.#database.run('findMany', [siteIds]);
      return ok(new Map(rows.map(programOf).map((program) => [program.siteId, program])));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async save(change: Change): Promise<SaveResult> {
    const { program, baseRevision } = change;
    const saved = clone(program);
    try {
      if (this.#isSharded) {
        return answerOf(saved, baseRevision, await saveSharded(this.#database, change));
      }
      const values = [...programValues(program), eventsAsJson(change.events)];
      const rows =
        baseRevision === 0
          ? await this.#database.run('saveFirst', values)
          : await this.#database.run('saveNext', [...values, baseRevision]);
      return answerOf(saved, baseRevision, rows[0]);
    } catch (cause) {
      const refusal = refusalOf(cause instanceof NotCommitted ? cause.cause : cause);
      return refusal === undefined ? unavailable(cause) : err({ type: 'Rejected', cause: refusal });
    }
  }

  /**
   * Stores the changes with one statement. Where the database refuses it because of one change, the changes are
   * saved one by one.
   */
  async saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    if (this.#isSharded) return Promise.all(changes.map((change) => this.save(change)));
    const copied = changes.map(({ program, baseRevision }) => ({ program: clone(program), baseRevision }));
    const programs = copied.map(({ program, baseRevision }) => ({
      base_revision: baseRevision,
      ...programRecord(program),
    }));
    const events = eventsAsJson(changes.flatMap((change) => change.events));
    try {
      const rows = await this.#database.run('saveMany', [JSON.stringify(programs), events]);
      const rowOf = new Map(rows.map((row) => [siteIdIn(row), row]));
      return copied.map(({ program, baseRevision }) =>
        answerOf(program, baseRevision, rowOf.get(program.siteId)),
      );
    } catch (cause) {
      if (!isSurelyNotDone(cause) || !mayBeOfOneSite(cause)) return copied.map(() => unavailable(cause));
      const copies = eventsInJson(events);
      const eventsOf = ({ siteId }: LoyaltyProgram) => copies.filter((event) => event.siteId === siteId);
      return Promise.all(copied.map((change) => this.save({ ...change, events: eventsOf(change.program) })));
    }
  }

  async history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], RepositoryUnavailable>> {
    try {
      const rows = await this.#database.run('history', [siteId, afterRevision, afterRevision + limit]);
      return ok(rows.map(eventOf));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, RepositoryUnavailable>> {
    const found = await this.find(siteId);
    if (found.isErr() || found.value === undefined) return found;
    try {
      return ok(programAt(found.value, await this.#database.run('wholeHistory', [siteId]), point));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async erase(siteId: SiteId): Promise<Result<void, RepositoryUnavailable>> {
    try {
      await this.#database.run('erase', [siteId]);
      return ok(undefined);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async ping(): Promise<Result<void, RepositoryUnavailable>> {
    try {
      await this.#database.run('ping', []);
      return ok(undefined);
    } catch (cause) {
      return unavailable(cause);
    }
  }
}

const answerOf = (program: LoyaltyProgram, expectedRevision: number, row: Row | undefined): SaveResult => {
  if (row === undefined) return unavailable('the database gave no answer');
  if (numberIn(row, 'is_saved') > 0) return ok(program);
  const actualRevision = row['found'] === null ? 0 : numberIn(row, 'found');
  return err({
    type: 'RevisionConflict',
    siteId: program.siteId,
    expectedRevision,
    // The statement saw what was stored when it began, which a save at the same time has changed since.
    ...(actualRevision !== expectedRevision && { actualRevision }),
  });
};
