import { textOfUnreadable, type UnreadableEvent, type Value } from '../rows/index.js';

/** A prepared statement. Each call binds its values anew. */
export interface SqliteStatement {
  all(...values: Value[]): unknown[];
  run(...values: Value[]): { readonly changes: number | bigint };
}

/**
 * An open database of a synchronous driver: `@photostructure/sqlite`, `node:sqlite`, `better-sqlite3` and
 * `libsql` fit. `get` is left out on purpose: after a failure, that of `libsql` runs with the values of the call
 * before.
 */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/** Settings of the adapters. */
export interface SqliteOptions {
  /** How long, in milliseconds, a call retries while another connection holds the lock. 5,000 by default. */
  readonly lockTimeout?: number;
  /**
   * Gets each event that the feed sets aside because it can't be read, from within the call that met it. By default it
   * is written to the console. What it throws is ignored.
   */
  readonly onUnreadable?: (event: UnreadableEvent) => void;
}

export const warnOnConsole = (event: UnreadableEvent): void => {
  console.warn(textOfUnreadable(event));
};

/** How long, in milliseconds, opening a database may wait for another process. */
export const OPENING_BUSY_TIMEOUT = 5000;

/**
 * Configures an open database so that acknowledged changes survive a loss of power: a write-ahead
 * log that is flushed at each commit. For hosts that have no settings of their own. Throws what the driver
 * throws, if the file is no database or can't be written.
 *
 * Afterwards SQLite itself does not wait for locks, which would block the event loop: the adapters try again.
 */
export const configure = (database: SqliteDatabase): void => {
  database.exec(`PRAGMA busy_timeout = ${OPENING_BUSY_TIMEOUT}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec('PRAGMA busy_timeout = 0');
};
