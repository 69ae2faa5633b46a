import type { HistoryPruned, LoyaltyProgram, ProgramEvent, SiteId } from '@loyalty-programs/core';
import {
  type Change,
  type HistoryPoint,
  isRecord,
  replay,
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { programEventOf } from './event-row.js';
import { programOf, programRecord } from './program-row.js';
import { jsonIn, numberIn, type Row, UnreadableRow } from './row.js';

/** How many revisions lie between two stored states of a program: no more are replayed. */
export const SNAPSHOT_INTERVAL = 100;

/** A stored state of a program, with the names of the columns. */
export interface SnapshotRecord {
  readonly revision: number;
  /** How many events of the same change come after it. */
  readonly remaining: number;
  readonly time: number;
  readonly program: unknown;
}

const snapshotOf = (program: LoyaltyProgram, remaining: number): SnapshotRecord => ({
  revision: program.revision,
  remaining,
  time: program.updatedDate,
  program: programRecord(program),
});

/** The states that are stored with a change, so that any later one is replayed from near by. */
export const snapshotsOf = ({ program, baseRevision, events }: Change): readonly SnapshotRecord[] => {
  if (Math.floor(program.revision / SNAPSHOT_INTERVAL) === Math.floor(baseRevision / SNAPSHOT_INTERVAL))
    return [];
  if (baseRevision > 0 || events[0]?.revision === program.revision) return [snapshotOf(program, 0)];
  const snapshots: SnapshotRecord[] = [];
  let current = untouchedDraft(program.siteId, program.createdDate);
  for (const [at, event] of events.entries()) {
    current = replay(current, [event]);
    const isLast = events[at + 1]?.revision !== event.revision;
    if (isLast && event.revision % SNAPSHOT_INTERVAL === 0)
      snapshots.push(snapshotOf(current, events.length - 1 - at));
  }
  return snapshots;
};

/** What a store knows of the history of a program around a point. */
export interface KnownHistory {
  readonly siteId: SiteId;
  readonly createdDate: number;
  readonly prunedRevision: number;
  /** The last stored state at or before the point; `undefined`: there is none. */
  readonly snapshot: LoyaltyProgram | undefined;
  /** The rows of the events after that state, up to the next one. */
  readonly rows: readonly Row[];
}

/** The program in the JSON of a stored state. */
export const programInJson = (row: Row, column: string): LoyaltyProgram => {
  const record = jsonIn(row, column);
  if (isRecord(record)) return programOf(record);
  throw new UnreadableRow(column);
};

interface Sequenced {
  readonly event: ProgramEvent;
  readonly sequence: number;
}

/** The events that had happened at a point: a change counts as a whole as soon as its first event does. */
const reached = (events: readonly Sequenced[], point: HistoryPoint): readonly ProgramEvent[] => {
  const firstOf = new Map<number, number>();
  for (const { event, sequence } of events) {
    if (!firstOf.has(event.revision)) firstOf.set(event.revision, sequence);
  }
  return events
    .map(({ event }) => event)
    .filter((event) => {
      if ('revision' in point) return event.revision <= point.revision;
      return 'time' in point
        ? event.time <= point.time
        : (firstOf.get(event.revision) ?? Number.POSITIVE_INFINITY) <= point.sequence;
    });
};

/** The program as it was at a point of its history. Throws `UnreadableRow` where an event can't be read. */
export const programAt = (
  { siteId, createdDate, prunedRevision, snapshot, rows }: KnownHistory,
  point: HistoryPoint,
): Result<LoyaltyProgram | undefined, HistoryPruned> => {
  if (snapshot === undefined && prunedRevision > 0) {
    return err({ type: 'HistoryPruned', siteId, prunedRevision });
  }
  const events = rows.map((row) => ({ event: programEventOf(row), sequence: numberIn(row, 'sequence') }));
  const program = replay(snapshot ?? untouchedDraft(siteId, createdDate), reached(events, point));
  const isOther = 'revision' in point && program.revision !== point.revision;
  return ok(program.revision === 0 || isOther ? undefined : program);
};

/** Which column a point of a history is found by, and its value. */
export const columnOf = (point: HistoryPoint): readonly ['Revision' | 'Time' | 'Sequence', number] => {
  if ('revision' in point) return ['Revision', point.revision];
  return 'time' in point ? ['Time', point.time] : ['Sequence', point.sequence];
};
