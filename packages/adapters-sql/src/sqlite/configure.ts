import type { SqliteDatabase } from './sqlite-database.js';

/** How long, in milliseconds, a statement waits for another process that writes. */
const BUSY_TIMEOUT = 5000;

/**
 * Makes an opened database one that keeps what it has acknowledged, through a loss of power too: a write-ahead
 * log that is flushed at each commit. For hosts that have no settings of their own. Throws what the driver
 * throws, if the file is no database or can't be written.
 */
export const configure = (database: SqliteDatabase): void => {
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
};
