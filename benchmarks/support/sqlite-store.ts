import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { PROGRAM_COLUMNS, programValues } from '@loyalty-programs/adapters-sql/rows';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { programAt } from './programs.js';

/** A SQLite file with the tables of the adapter, in a folder that goes away with it. */
export interface SqliteStore {
  readonly folder: string;
  readonly database: DatabaseSyncInstance;
  readonly remove: () => void;
}

/** With programs for the sites from 0 to `count`, each with its first event. */
export const sqliteStoreWith = (count: number): SqliteStore => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-benchmark-'));
  const database = new DatabaseSync(join(folder, 'loyalty-programs.db'));
  const remove = (): void => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    configure(database);
    migrate(database)._unsafeUnwrap();
    fill(database, count);
    return { folder, database, remove };
  } catch (error) {
    remove();
    throw error;
  }
};

const fill = (database: DatabaseSyncInstance, count: number): void => {
  const columns = PROGRAM_COLUMNS.join(', ');
  const parameters = PROGRAM_COLUMNS.map(() => '?').join(', ');
  const insertProgram = database.prepare(
    `INSERT INTO loyalty_programs (${columns}, last_sequence) VALUES (${parameters}, 1)`,
  );
  database.exec('BEGIN');
  for (let number = 0; number < count; number += 1) insertProgram.run(...programValues(programAt(number)));
  database.exec(`INSERT INTO loyalty_program_events (site_id, sequence, revision, ordinal, type, before, after, time)
    SELECT site_id, 1, 1, 0, 'ProgramUpdated', '{"name":null}', '{"name":"Star Club"}', updated_date
    FROM loyalty_programs`);
  database.exec('COMMIT');
  database.exec('ANALYZE');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
};
