import { type Change, isRecord } from '@loyalty-programs/core/adapter-kit';
import { EVENT_COLUMNS, type Row, eventsAsJson, programValues } from '../rows/index.js';
import type { Database } from './database.js';
import { isLostPreparedStatement, isWorthRepeating, NotCommitted } from './failure.js';
import type { Queryable } from './options.js';

interface PooledConnection extends Queryable {
  /** `true` closes the connection. */
  release(destroy?: boolean): void;
}

interface ConnectionPool extends Queryable {
  connect(): Promise<PooledConnection>;
}

/** A client of `pg` has a `connect` too; it is known by the process that serves it. */
const isPool = (queryable: Queryable): queryable is ConnectionPool =>
  'connect' in queryable && !('release' in queryable) && !('processID' in queryable);

/** What is sent; made at once, for what goes in is the caller's own. */
interface Save {
  readonly siteId: string;
  readonly baseRevision: number;
  readonly program: readonly unknown[];
  readonly eventCount: number;
  readonly events: readonly unknown[];
}

const saveOf = ({ program, baseRevision, events }: Change): Save => {
  const records: unknown = JSON.parse(eventsAsJson(events));
  const valueIn = (record: Readonly<Record<string, unknown>>, column: string): unknown => {
    const value = record[column];
    return isRecord(value) ? JSON.stringify(value) : value;
  };
  return {
    siteId: program.siteId,
    baseRevision,
    program: programValues(program),
    eventCount: events.length,
    events: (Array.isArray(records) ? records : [])
      .filter(isRecord)
      .flatMap((record) => EVENT_COLUMNS.map((column) => valueIn(record, column))),
  };
};

const control = (connection: Queryable, text: string) => connection.query({ text, values: [] });

/** The two statements. Returns what `saveFirst` and `saveNext` return. */
const store = async (database: Database, connection: Queryable, save: Save): Promise<Row> => {
  const { siteId, baseRevision, program, eventCount, events } = save;
  const saved = await (baseRevision === 0
    ? database.run('saveFirstProgram', [...program], connection)
    : database.run('saveNextProgram', [...program, baseRevision], connection));
  if (saved.length === 0) {
    const [row] = await database.run('revision', [siteId], connection);
    return { is_saved: 0, found: row?.['found'] ?? null };
  }
  if (eventCount > 0) await database.run(`storeEvents${eventCount}`, [...events], connection);
  return { is_saved: 1, found: null };
};

const inOwnTransaction = async (database: Database, pool: ConnectionPool, save: Save): Promise<Row> => {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    let row: Row;
    try {
      await control(connection, 'BEGIN');
      row = await store(database, connection, save);
    } catch (error) {
      isBroken = await control(connection, 'ROLLBACK').then(
        () => false,
        () => true,
      );
      throw new NotCommitted(error);
    }
    await control(connection, 'COMMIT');
    isBroken = false;
    return row;
  } finally {
    connection.release(isBroken);
  }
};

/** Outside of a transaction the server refuses the savepoint: program and events are never stored one by one. */
const inTransactionOfHost = async (database: Database, save: Save): Promise<Row> => {
  const client = database.queryable;
  await control(client, 'SAVEPOINT loyalty_save');
  try {
    const row = await store(database, client, save);
    await control(client, 'RELEASE SAVEPOINT loyalty_save');
    return row;
  } catch (error) {
    await control(client, 'ROLLBACK TO SAVEPOINT loyalty_save').catch(() => undefined);
    throw error;
  }
};

const ATTEMPTS = 5;

const isWorthAnother = (error: unknown): boolean =>
  error instanceof NotCommitted && (isWorthRepeating(error.cause) || isLostPreparedStatement(error.cause));

/** Saves with two statements in one transaction. Rejects with the error of the driver or `NotCommitted`. */
export const saveSharded = async (database: Database, change: Change): Promise<Row> => {
  const { queryable } = database;
  const save = saveOf(change);
  if (!isPool(queryable)) return inTransactionOfHost(database, save);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOwnTransaction(database, queryable, save);
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthAnother(error)) throw error;
    }
  }
};
