import type { LoyaltyProgram } from '@loyalty-programs/core';
import { type Change, clone } from '@loyalty-programs/core/adapter-kit';
import { eventsAsJson, programValues, type Row, snapshotsOf } from '../rows/index.js';
import type { Database } from './database.js';
import { partitionOf } from './partition.js';
import { inTransaction } from './transaction.js';

/** What is sent; made at once, for what goes in is the caller's own. */
export interface BoundChange {
  readonly program: LoyaltyProgram;
  readonly baseRevision: number;
  /** The values of the columns of a program, and its partition. */
  readonly values: readonly unknown[];
  readonly events: string;
  readonly eventCount: number;
  /** The states to be stored; `null`: none. */
  readonly snapshots: string | null;
}

export const bind = (change: Change): BoundChange => {
  const { program, baseRevision, events } = change;
  const snapshots = snapshotsOf(change);
  return {
    program: clone(program),
    baseRevision,
    values: [...programValues(program), partitionOf(program.siteId)],
    events: eventsAsJson(events),
    eventCount: events.length,
    snapshots: snapshots.length === 0 ? null : JSON.stringify(snapshots),
  };
};

/**
 * Saves with several statements in one transaction, each on the rows of one site: a sharded engine sends them to the
 * one server of the site. Returns what `saveFirst` and `saveNext` return. Rejects with the error of the driver or
 * `NotCommitted`.
 */
export const saveStepwise = (database: Database, change: BoundChange): Promise<Row> =>
  inTransaction(database, async (connection) => {
    const { program, baseRevision, values, events, eventCount, snapshots } = change;
    const key = [partitionOf(program.siteId), program.siteId];
    const saved = await (baseRevision === 0
      ? database.run('saveFirstProgram', [...values, eventCount], connection)
      : database.run('saveNextProgram', [...values, eventCount, baseRevision], connection));
    if (saved.length === 0) {
      const [row] = await database.run('revision', key, connection);
      return { is_saved: 0, found: row?.['found'] ?? null };
    }
    await database.run('appendEvents', [...key, events], connection);
    if (snapshots !== null) await database.run('storeSnapshots', [...key, snapshots], connection);
    return { is_saved: 1, found: null };
  });
