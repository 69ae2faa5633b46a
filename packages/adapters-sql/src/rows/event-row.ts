import type { ProgramEvent } from '@loyalty-programs/core';
import {
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  branded,
  isRecord,
} from '@loyalty-programs/core/adapter-kit';
import { type Row, numberIn, optionalTextIn, shapeIn, textIn, wordIn } from './row.js';
import { isConfiguration, isCustomisation, isStatusBefore } from './shapes.js';

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

/** The way back: for who has to look again at what was to be stored. */
export const eventsInJson = (json: string): readonly ProgramEvent[] => {
  const rows: unknown = JSON.parse(json);
  return Array.isArray(rows) ? rows.filter(isRecord).map(eventOf) : [];
};

const metadataOf = (row: Row): EventMetadata => {
  const actor = optionalTextIn(row, 'actor');
  return {
    siteId: branded(textIn(row, 'site_id')),
    revision: numberIn(row, 'revision'),
    ordinal: numberIn(row, 'ordinal'),
    time: numberIn(row, 'time'),
    actor: actor === null ? null : branded(actor),
  };
};

const isStatus = (raw: unknown) => isStatusBefore(raw, PROGRAM_STATUSES);

// Made anew for each event: whoever gets one may change it.
const disabled = () => ({ pointsExpiration: { status: 'DISABLED' as const } });
const enabled = () => ({ pointsExpiration: { status: 'ENABLED' as const } });

/** The event of a row. Throws `UnreadableRow` where the row is none. */
export const eventOf = (row: Row): ProgramEvent => {
  const type = wordIn(row, 'type', PROGRAM_EVENT_TYPES);
  const metadata = metadataOf(row);
  const told = <T>(isShape: (raw: unknown) => raw is T) => ({
    before: shapeIn(row, 'before', isShape),
    after: shapeIn(row, 'after', isShape),
  });
  switch (type) {
    case 'ProgramCustomised':
      return { ...metadata, type, ...told(isCustomisation) };
    case 'ProgramActivated':
      return { ...metadata, type, before: shapeIn(row, 'before', isStatus), after: { status: 'ACTIVE' } };
    case 'ProgramPaused':
      return { ...metadata, type, before: shapeIn(row, 'before', isStatus), after: { status: 'PAUSED' } };
    case 'PointsExpirationEnabled':
      return { ...metadata, type, before: disabled(), after: enabled() };
    case 'PointsExpirationDisabled':
      return { ...metadata, type, before: enabled(), after: disabled() };
    case 'PointsExpirationConfigured':
      return { ...metadata, type, ...told(isConfiguration) };
  }
};
