import type { ProgramEvent, RecordedEvent } from '@loyalty-programs/core';
import {
  type SiteEvent,
  byShape,
  isProgramEvent,
  isRecord,
  readSiteEventBody,
  storedActor,
  storedRequestId,
} from '@loyalty-programs/core/adapter-kit';
import { jsonIn, numberIn, optionalTextIn, type Row, siteIdIn, UnreadableRow } from './row.js';

/** The columns of the table of events; the first two are its key. */
export const EVENT_COLUMNS = [
  'site_id',
  'sequence',
  'revision',
  'ordinal',
  'type',
  'before',
  'after',
  'time',
  'actor',
  'caused_by',
] as const;

/** An event of one site as an object with the names of the columns. Its sequence is counted back from the last one. */
export interface EventRecord {
  readonly site_id: string;
  /** How many events of the same change come after it. */
  readonly remaining: number;
  readonly [column: string]: unknown;
}

/** The events of one change, in order. */
export const eventRecords = (events: readonly SiteEvent[]): readonly EventRecord[] =>
  events.map((event, at) => ({
    site_id: event.siteId,
    remaining: events.length - 1 - at,
    revision: isProgramEvent(event) ? event.revision : null,
    ordinal: isProgramEvent(event) ? event.ordinal : null,
    type: event.type,
    before: 'before' in event ? event.before : null,
    after: 'after' in event ? event.after : null,
    time: event.time,
    actor: event.actor,
    caused_by: event.causedBy,
  }));

/** The events of one change as one JSON array: one parameter, however many they are. */
export const eventsAsJson = (events: readonly SiteEvent[]): string => JSON.stringify(eventRecords(events));

/** The inverse, for a store that has to look again at what was to be stored. */
export const eventsInJson = (json: string): readonly ProgramEvent[] => {
  const rows: unknown = JSON.parse(json);
  return Array.isArray(rows) ? rows.filter(isRecord).map(siteEventOf).filter(isProgramEvent) : [];
};

const siteEventOf = (row: Row): SiteEvent => {
  const raw = { type: row['type'], before: jsonIn(row, 'before'), after: jsonIn(row, 'after') };
  const read = readSiteEventBody(raw, '', byShape);
  // A path such as `after.name` begins with the name of the column.
  if (read.isErr()) throw new UnreadableRow(/^\w*/u.exec(read.error[0].field)?.[0] ?? 'type');
  const body = read.value;
  const actor = optionalTextIn(row, 'actor');
  const causedBy = optionalTextIn(row, 'caused_by');
  const metadata = {
    siteId: siteIdIn(row),
    time: numberIn(row, 'time'),
    actor: actor === null ? null : storedActor(actor),
    causedBy: causedBy === null ? null : storedRequestId(causedBy),
  };
  switch (body.type) {
    case 'LoyaltyInstalled':
    case 'InstallationChanged':
    case 'LoyaltyUninstalled':
    case 'ProgramErased':
      return { ...body, ...metadata };
    default:
      return {
        ...body,
        ...metadata,
        revision: numberIn(row, 'revision'),
        ordinal: numberIn(row, 'ordinal'),
      };
  }
};

/** The event of a row. Throws `UnreadableRow` where the row does not hold one. */
export const recordedEventOf = (row: Row): RecordedEvent => ({
  ...siteEventOf(row),
  sequence: numberIn(row, 'sequence'),
});

/** The event of a program in a row. Throws `UnreadableRow` where the row does not hold one. */
export const programEventOf = (row: Row): ProgramEvent => {
  const event = siteEventOf(row);
  if (isProgramEvent(event)) return event;
  throw new UnreadableRow('type');
};

/**
 * A stored event can't be read: something else has written to the table. It is set aside in its table
 * (`is_unreadable`), and the feed goes on without it.
 */
export interface UnreadableEvent {
  readonly type: 'UnreadableEvent';
  /** The key of the row, as it is stored. */
  readonly siteId: unknown;
  readonly sequence: unknown;
  readonly cause: unknown;
}

/** One line for an operator. */
export const textOfUnreadable = ({ siteId, sequence }: UnreadableEvent): string =>
  `loyalty-programs: the feed sets an unreadable event aside: site ${String(siteId)}, sequence ${String(sequence)}`;
