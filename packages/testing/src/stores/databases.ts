import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate as migratePostgres } from '@loyalty-programs/adapters-sql/postgres';
import { configure, migrate as migrateSqlite } from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { Pool } from 'pg';
import { createTestDatabase } from '../postgres/test-database.js';
import { afterwards } from '../cleanup.js';

// What is made here `cleanUp` closes and removes.

/** An empty store in a folder of its own, and the path of its file. */
export const sqliteDatabase = (): { readonly database: DatabaseSyncInstance; readonly file: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-'));
  const file = join(folder, 'loyalty-programs.db');
  const database = new DatabaseSync(file);
  afterwards(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  configure(database);
  migrateSqlite(database)._unsafeUnwrap();
  return { database, file };
};

/** An empty store in a database of its own, and the URL of that. */
export const postgresPool = async (): Promise<{ readonly pool: Pool; readonly url: string }> => {
  const { url, drop } = await createTestDatabase();
  const pool = new Pool({ connectionString: url });
  // A server that drops the database ends the connections.
  pool.on('error', () => undefined);
  afterwards(async () => {
    await pool.end();
    await drop();
  });
  (await migratePostgres(pool))._unsafeUnwrap();
  return { pool, url };
};
