import type { ProgramEvent } from '@loyalty-programs/core';
import { branded, byShape, isRecord, readEventBody } from '@loyalty-programs/core/adapter-kit';
import { type Row, UnreadableRow, jsonIn, numberIn, optionalTextIn, textIn } from './row.js';

/** The columns of the table of events; the first three are its key. */
export const EVENT_COLUMNS = [
  'site_id',
  'revision',
  'ordinal',
  'type',
  'before',
  'after',
  'time',
  'actor',
] as const;

/** Events as one JSON array of objects with the names of the columns: one parameter, however many they are. */
export const eventsAsJson = (events: readonly ProgramEvent[]): string =>
  JSON.stringify(
    events.map(({ siteId, revision, ordinal, type, before, after, time, actor }) => ({
      site_id: siteId,
      revision,
      ordinal,
      type,
      before,
      after,
      time,
      actor,
    })),
  );

/** The inverse, for a store that has to look again at what was to be stored. */
export const eventsInJson = (json: string): readonly ProgramEvent[] => {
  const rows: unknown = JSON.parse(json);
  return Array.isArray(rows) ? rows.filter(isRecord).map(eventOf) : [];
};

/** The event of a row. Throws `UnreadableRow` where the row does not hold one. */
export const eventOf = (row: Row): ProgramEvent => {
  const raw = { type: row['type'], before: jsonIn(row, 'before'), after: jsonIn(row, 'after') };
  const body = readEventBody(raw, '', byShape);
  // A path such as `after.name` begins with the name of the column.
  if (body.isErr()) throw new UnreadableRow(/^\w*/u.exec(body.error[0].field)?.[0] ?? 'type');
  const actor = optionalTextIn(row, 'actor');
  return {
    ...body.value,
    siteId: branded(textIn(row, 'site_id')),
    revision: numberIn(row, 'revision'),
    ordinal: numberIn(row, 'ordinal'),
    time: numberIn(row, 'time'),
    actor: actor === null ? null : branded(actor),
  };
};
