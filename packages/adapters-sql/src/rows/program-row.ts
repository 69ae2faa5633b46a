import type { HistoryPoint, LoyaltyProgram, ProgramEvent, RecordedEvent } from '@loyalty-programs/core';
import {
  byShape,
  type Field,
  FIELD_LIST,
  hasShape,
  isProgramEvent,
  isRecord,
  programFrom,
  readEventBody,
  replay,
  storedActor,
  storedRequestId,
  untouchedDraft,
  valueOf,
} from '@loyalty-programs/core/adapter-kit';
import { jsonIn, numberIn, optionalTextIn, type Row, siteIdIn, UnreadableRow, type Value } from './row.js';

/** A column of the table of programs that holds a field. Compound values are JSON. */
interface FieldColumn {
  readonly column: string;
  readonly field: Field;
  readonly type: 'text' | 'integer' | 'json';
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

/** The last key of the path, unless only operations change the field: there are several called `status`. */
const columnOf = ({ part, key, event }: Field): string =>
  snakeCase(event === null && part !== null ? `${part}_${key}` : key);

const SQL_TYPES = { text: 'text', word: 'text', integer: 'integer', list: 'json', object: 'json' } as const;

const FIELD_COLUMNS: readonly FieldColumn[] = FIELD_LIST.map((field) => ({
  column: columnOf(field),
  field,
  type: SQL_TYPES[field.kind.schema.type],
}));

/** The type of each column of the table of programs, in order; the first is its key. */
export const PROGRAM_COLUMN_TYPES: ReadonlyMap<string, 'text' | 'integer' | 'bigint' | 'json'> = new Map([
  ['site_id', 'text'],
  ['revision', 'bigint'],
  ...FIELD_COLUMNS.map(({ column, type }) => [column, type] as const),
  ['created_date', 'bigint'],
  ['updated_date', 'bigint'],
]);

/** The columns of the table of programs; the first is its key. */
export const PROGRAM_COLUMNS: readonly string[] = Array.from(PROGRAM_COLUMN_TYPES.keys());

/** A program as an object with the names of the columns, to be one of many in a JSON parameter. */
export const programRecord = (program: LoyaltyProgram): Readonly<Record<string, unknown>> => {
  const record: Record<string, unknown> = { site_id: program.siteId, revision: program.revision };
  for (const { column, field } of FIELD_COLUMNS) record[column] = valueOf(program, field);
  record['created_date'] = program.createdDate;
  record['updated_date'] = program.updatedDate;
  return record;
};

const parameterOf = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || value === null ? value : JSON.stringify(value);

/** The values of the columns for a program, in their order. Dates are epoch milliseconds. */
export const programValues = (program: LoyaltyProgram): Value[] => {
  const values: Value[] = [program.siteId, program.revision];
  for (const { field } of FIELD_COLUMNS) values.push(parameterOf(valueOf(program, field)));
  values.push(program.createdDate, program.updatedDate);
  return values;
};

const readColumn = (row: Row, { column, field, type }: FieldColumn): unknown => {
  const stored = row[column];
  if (stored === null && field.default === null) return null;
  const value = type === 'json' ? jsonIn(row, column) : type === 'integer' ? numberIn(row, column) : stored;
  if (hasShape(field.kind.schema, value)) return value;
  throw new UnreadableRow(column);
};

const COLUMN_OF = new Map(FIELD_COLUMNS.map((column) => [column.field, column]));

/** The program of a row. Throws `UnreadableRow` where the row does not hold one. */
export const programOf = (row: Row): LoyaltyProgram =>
  programFrom(
    {
      siteId: siteIdIn(row),
      revision: numberIn(row, 'revision'),
      createdDate: numberIn(row, 'created_date'),
      updatedDate: numberIn(row, 'updated_date'),
    },
    (field) => {
      const column = COLUMN_OF.get(field);
      return column === undefined ? field.default : readColumn(row, column);
    },
  );

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
  'caused_by',
] as const;

/** Events as one JSON array of objects with the names of the columns: one parameter, however many they are. */
export const eventsAsJson = (events: readonly ProgramEvent[]): string =>
  JSON.stringify(
    events.map(({ siteId, revision, ordinal, type, before, after, time, actor, causedBy }) => ({
      site_id: siteId,
      revision,
      ordinal,
      type,
      before,
      after,
      time,
      actor,
      caused_by: causedBy,
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
  const causedBy = optionalTextIn(row, 'caused_by');
  return {
    ...body.value,
    siteId: siteIdIn(row),
    revision: numberIn(row, 'revision'),
    ordinal: numberIn(row, 'ordinal'),
    time: numberIn(row, 'time'),
    actor: actor === null ? null : storedActor(actor),
    causedBy: causedBy === null ? null : storedRequestId(causedBy),
  };
};

/** The event of a row of the feed. */
export const recordedEventOf = (row: Row): RecordedEvent => ({
  ...eventOf(row),
  sequence: numberIn(row, 'position'),
});

/** The program as it was at a point of its history. */
export const programAt = (
  program: LoyaltyProgram,
  rows: readonly Row[],
  point: HistoryPoint,
): LoyaltyProgram | undefined => {
  const events = rows.map(recordedEventOf).filter((event) => isProgramEvent(event));
  const last = events.findLast((event) =>
    'revision' in point
      ? event.revision === point.revision
      : 'time' in point
        ? event.time <= point.time
        : event.sequence <= point.sequence,
  );
  if (last === undefined) return undefined;
  return replay(
    untouchedDraft(program.siteId, program.createdDate),
    events.filter(({ revision }) => revision <= last.revision),
  );
};
