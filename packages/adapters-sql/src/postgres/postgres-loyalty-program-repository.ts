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
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import {
  type Row,
  eventRecords,
  eventsAsJson,
  eventsInJson,
  numberIn,
  programEventOf,
  programOf,
  programRecord,
  programValues,
  siteIdIn,
  snapshotsOf,
} from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { isSurelyNotDone, mayBeOfOneSite, NotCommitted, refusalOf, unavailable } from './failure.js';
import { Database } from './database.js';
import { programOfSite } from './history.js';
import type { PostgresOptions, Queryable } from './options.js';
import { byPartition, partitionOf } from './partition.js';
import { bind, type BoundChange, saveStepwise } from './stepwise-save.js';
import { inTransaction } from './transaction.js';

/**
 * Keeps programs and their events in the tables of `migrate` on a PostgreSQL server. Each method is one prepared
 * statement, and `save` is one too: program and events are stored together, or nothing is. A transaction of several
 * statements is needed to erase, every hundredth save of a program and, with `sharded`, each one. Given a client with
 * an open transaction, what it does takes effect when the host commits.
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
      const [row] = await this.#database.run('find', [partitionOf(siteId), siteId]);
      return ok(row && programOf(row));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async findMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, LoyaltyProgram>, RepositoryUnavailable>> {
    const groups = byPartition(siteIds);
    try {
      const rows = this.#isSharded
        ? await Promise.all(
            groups.map((group) => this.#database.run('findManyIn', [group.partition, group.siteIds])),
          )
        : [await this.#database.run('findMany', [siteIds.map(partitionOf), siteIds])];
      return ok(
        new Map(
          rows
            .flat()
            .map(programOf)
            .map((program) => [program.siteId, program]),
        ),
      );
    } catch (cause) {
      return unavailable(cause);
    }
  }

  save(change: Change): Promise<SaveResult> {
    return this.#save(bind(change));
  }

  /**
   * Stores the changes with one statement, apart from those that need a transaction of their own. Where the database
   * refuses the statement because of one change, its changes are saved one by one.
   */
  saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const isAlone = (change: Change): boolean => this.#isSharded || snapshotsOf(change).length > 0;
    const together = changes.filter((change) => !isAlone(change));
    const saving = together.length === 0 ? NO_RESULTS : this.#saveTogether(together);
    return Promise.all(
      changes.map(async (change) => {
        const { siteId } = change.program;
        if (isAlone(change)) return this.save(change);
        return (await saving).get(siteId) ?? unavailable('the database gave no answer');
      }),
    );
  }

  async #saveTogether(changes: readonly Change[]): Promise<SavedSites> {
    const copied = changes.map(({ program, baseRevision }) => ({ program: clone(program), baseRevision }));
    const programs = changes.map(({ program, baseRevision, events: { length } }) => ({
      partition: partitionOf(program.siteId),
      base_revision: baseRevision,
      event_count: length,
      ...programRecord(program),
    }));
    const events = JSON.stringify(changes.flatMap((change) => eventRecords(change.events)));
    try {
      const rows = await this.#database.run('saveMany', [JSON.stringify(programs), events]);
      const rowOf = new Map(rows.map((row) => [siteIdIn(row), row]));
      return new Map(
        copied.map(({ program, baseRevision }) => [
          program.siteId,
          answerOf(program, baseRevision, rowOf.get(program.siteId)),
        ]),
      );
    } catch (cause) {
      const isOfOneSite = isSurelyNotDone(cause) && mayBeOfOneSite(cause);
      const copies = isOfOneSite ? eventsInJson(events) : [];
      const eventsOf = ({ siteId }: LoyaltyProgram) => copies.filter((event) => event.siteId === siteId);
      return new Map(
        await Promise.all(
          copied.map(async (change): Promise<readonly [SiteId, SaveResult]> => [
            change.program.siteId,
            isOfOneSite
              ? await this.save({ ...change, events: eventsOf(change.program) })
              : unavailable(cause),
          ]),
        ),
      );
    }
  }

  async history(
    siteId: SiteId,
    afterRevision: number,
    limit: number,
  ): Promise<Result<readonly ProgramEvent[], HistoryPruned | RepositoryUnavailable>> {
    const key = [partitionOf(siteId), siteId];
    try {
      const rows = await this.#database.run('history', [...key, afterRevision, afterRevision + limit]);
      const events = rows.map(programEventOf);
      // If the next revision exists, nothing before it is requested.
      if (events[0]?.revision === afterRevision + 1) return ok(events);
      const [site] = await this.#database.run('prunedRevision', key);
      const prunedRevision = site === undefined ? 0 : numberIn(site, 'pruned_revision');
      return prunedRevision > 0 && afterRevision < prunedRevision
        ? err({ type: 'HistoryPruned', siteId, prunedRevision })
        : ok(events);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async programAt(
    siteId: SiteId,
    point: HistoryPoint,
  ): Promise<Result<LoyaltyProgram | undefined, HistoryPruned | RepositoryUnavailable>> {
    try {
      return await programOfSite(this.#database, siteId, point);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async erase(
    siteId: SiteId,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
  ): Promise<Result<void, RepositoryUnavailable>> {
    const database = this.#database;
    const key = [partitionOf(siteId), siteId];
    const blank = programValues(untouchedDraft(siteId, 0));
    const tombstone = eventsAsJson([{ type: 'ProgramErased', siteId, time: now, actor, causedBy }]);
    try {
      await inTransaction(database, async (connection) => {
        const erased = await database.run('eraseProgram', [...blank, partitionOf(siteId), now], connection);
        if (erased.length === 0) return;
        await database.run('eraseEvents', key, connection);
        await database.run('eraseSnapshots', key, connection);
        await database.run('appendEvents', [...key, tombstone], connection);
      });
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

  async #save(change: BoundChange): Promise<SaveResult> {
    const { program, baseRevision, values, events, snapshots } = change;
    try {
      if (this.#isSharded || snapshots !== null) {
        return answerOf(program, baseRevision, await saveStepwise(this.#database, change));
      }
      const rows =
        baseRevision === 0
          ? await this.#database.run('saveFirst', [...values, events])
          : await this.#database.run('saveNext', [...values, events, baseRevision]);
      return answerOf(program, baseRevision, rows[0]);
    } catch (cause) {
      const refusal = refusalOf(cause instanceof NotCommitted ? cause.cause : cause);
      return refusal === undefined ? unavailable(cause) : err({ type: 'Rejected', cause: refusal });
    }
  }
}

type SavedSites = ReadonlyMap<SiteId, SaveResult>;

const NO_RESULTS: SavedSites = new Map();

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
