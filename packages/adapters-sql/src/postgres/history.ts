import type { HistoryPruned, LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { type HistoryPoint, isRecord } from '@loyalty-programs/core/adapter-kit';
import { ok, type Result } from 'neverthrow';
import { columnOf, numberIn, programAt, programInJson, programRecord, siteIdIn } from '../rows/index.js';
import type { Database } from './database.js';
import type { Queryable } from './options.js';
import { partitionOf } from './partition.js';
import { inTransaction } from './transaction.js';

/** The program of a site as it was at a point of its history. Rejects with the error of the driver. */
export const programOfSite = async (
  database: Database,
  siteId: SiteId,
  point: HistoryPoint,
  connection?: Queryable,
): Promise<Result<LoyaltyProgram | undefined, HistoryPruned>> => {
  const [column, value] = columnOf(point);
  const [row] = await database.run(`programAt${column}`, [partitionOf(siteId), siteId, value], connection);
  if (row === undefined) return ok(undefined);
  const events = row['events'];
  return programAt(
    {
      siteId,
      createdDate: numberIn(row, 'created_date'),
      prunedRevision: numberIn(row, 'pruned_revision'),
      snapshot: row['snapshot'] === null ? undefined : programInJson(row, 'snapshot'),
      rows: Array.isArray(events) ? events.filter(isRecord) : [],
    },
    point,
  );
};

/** Which events of a partition may go: those from before a time, up to a position. */
export interface Prunable {
  readonly before: number;
  readonly position: number;
}

/** Removes what may go of the events of one site, and keeps the state that the others begin with. */
const pruneSite = (database: Database, siteId: SiteId, { before, position }: Prunable): Promise<number> =>
  inTransaction(database, async (connection) => {
    const key = [partitionOf(siteId), siteId];
    await database.run('lockSite', key, connection);
    const [kept] = await database.run('firstToKeep', [...key, before, position], connection);
    // A revision stays or goes as a whole; its events follow one another.
    const end =
      kept === undefined ? Number.MAX_SAFE_INTEGER : numberIn(kept, 'sequence') - numberIn(kept, 'ordinal');
    const [last] = await database.run('lastToPrune', [...key, end], connection);
    if (last !== undefined) {
      const revision = numberIn(last, 'revision');
      const state = (await programOfSite(database, siteId, { revision }, connection)).unwrapOr(undefined);
      if (state === undefined) return 0;
      const program = JSON.stringify(programRecord(state));
      const place = [revision, numberIn(last, 'sequence'), numberIn(last, 'time')];
      await database.run('keepSnapshot', [...key, ...place, program], connection);
      await database.run('pruneSnapshots', [...key, revision], connection);
      await database.run('notePruned', [...key, revision], connection);
    }
    const [pruned] = await database.run('pruneEvents', [...key, end], connection);
    return pruned === undefined ? 0 : numberIn(pruned, 'count');
  });

/** Removes what may go of one partition. Rejects with the error of the driver. */
export const prunePartition = async (
  database: Database,
  partition: number,
  prunable: Prunable,
): Promise<number> => {
  const { before, position } = prunable;
  let removed = 0;
  const rows = await database.run('sitesToPrune', [partition, before, position]);
  for (const row of rows) removed += await pruneSite(database, siteIdIn(row), prunable);
  return removed;
};
