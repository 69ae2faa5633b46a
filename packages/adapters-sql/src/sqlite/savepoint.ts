import type { SqliteDatabase } from './sqlite-database.js';

/**
 * Does something wholly or not at all: as a transaction, or as a part of the one that is open. No other call
 * comes in between, because nothing here waits.
 */
export const atomically = <T>(database: SqliteDatabase, name: string, work: () => T): T => {
  database.exec(`SAVEPOINT ${name}`);
  try {
    const done = work();
    database.exec(`RELEASE ${name}`);
    return done;
  } catch (error) {
    try {
      database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
    } catch {
      // A full disk, say, makes SQLite itself roll back, and then there is no savepoint any more.
    }
    throw error;
  }
};
