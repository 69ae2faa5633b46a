import type { LoyaltyProgram } from '@loyalty-programs/core';
import { type Field, FIELD_LIST, hasShape, programFrom, valueOf } from '@loyalty-programs/core/adapter-kit';
import { jsonIn, numberIn, type Row, siteIdIn, UnreadableRow, type Value } from './row.js';

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
