import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

/** A database in a folder of its own, which goes away with it. */
export interface TemporaryDatabase {
  readonly file: string;
  readonly database: DatabaseSyncInstance;
  /** Makes every statement fail. Closing would not: drivers go on with statements that are prepared. */
  readonly loseTables: () => void;
  readonly dispose: () => void;
}

export const temporaryDatabase = (): TemporaryDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-sqlite-'));
  const file = join(folder, 'loyalty.db');
  const database = new DatabaseSync(file);
  configure(database);
  migrate(database)._unsafeUnwrap();
  return {
    file,
    database,
    loseTables: () => {
      const tables = ['program_events', 'programs', 'installations', 'keys', 'sessions', 'links'];
      for (const table of tables) database.exec(`DROP TABLE loyalty_${table}`);
    },
    dispose: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
