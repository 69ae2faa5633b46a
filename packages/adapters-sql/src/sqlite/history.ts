import type { HistoryPruned, LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import {
  type Change,
  type HistoryPoint,
  type SiteEvent,
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import { ok, type Result } from 'neverthrow';
import {
  columnOf,
  eventsAsJson,
  numberIn,
  programAt,
  programInJson,
  programRecord,
  programValues,
  snapshotsOf,
} from '../rows/index.js';
import type { Connection } from './connection.js';

// What several adapters do within one transaction of a connection.

/** Records an event that changes no program. */
export const recordEvent = (connection: Connection, event: SiteEvent): void => {
  connection.run('countEvent', ...programValues(untouchedDraft(event.siteId, 0)));
  connection.run('appendEvents', eventsAsJson([event]));
};

/** The states of a program that are stored with a change; `null`: none. */
export const snapshotsAsJson = (change: Change): string | null => {
  const snapshots = snapshotsOf(change);
  return snapshots.length === 0 ? null : JSON.stringify(snapshots);
};

/** The program of a site as it was at a point of its history. */
export const programOfSite = (
  connection: Connection,
  siteId: SiteId,
  point: HistoryPoint,
): Result<LoyaltyProgram | undefined, HistoryPruned> => {
  const [site] = connection.all('historyOf', siteId);
  if (site === undefined) return ok(undefined);
  const [column, value] = columnOf(point);
  const [snapshot] = connection.all(`snapshotAt${column}`, siteId, value);
  const after = snapshot === undefined ? 0 : numberIn(snapshot, 'sequence');
  return programAt(
    {
      siteId,
      createdDate: numberIn(site, 'created_date'),
      prunedRevision: numberIn(site, 'pruned_revision'),
      snapshot: snapshot && programInJson(snapshot, 'program'),
      rows: connection.all('eventsAfterSnapshot', siteId, after, siteId, after),
    },
    point,
  );
};

/** Which events of all sites may go: those from before a time, up to a position. */
export interface Prunable {
  readonly before: number;
  readonly position: number;
}

/** Removes what may go of the events of one site, and keeps the state that the others begin with. */
export const pruneSite = (connection: Connection, siteId: SiteId, { before, position }: Prunable): number => {
  const [kept] = connection.all('firstToKeep', siteId, before, position);
  // A revision stays or goes as a whole; its events follow one another.
  const end =
    kept === undefined ? Number.MAX_SAFE_INTEGER : numberIn(kept, 'sequence') - numberIn(kept, 'ordinal');
  const [last] = connection.all('lastToPrune', siteId, end);
  if (last !== undefined) {
    const revision = numberIn(last, 'revision');
    const state = programOfSite(connection, siteId, { revision }).unwrapOr(undefined);
    if (state === undefined) return 0;
    const program = JSON.stringify(programRecord(state));
    connection.run(
      'keepSnapshot',
      siteId,
      revision,
      numberIn(last, 'sequence'),
      numberIn(last, 'time'),
      program,
    );
    connection.run('pruneSnapshots', siteId, revision);
    connection.run('notePruned', revision, siteId);
  }
  return connection.run('pruneEvents', siteId, end);
};
