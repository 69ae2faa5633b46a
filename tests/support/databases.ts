import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate as migratePostgres } from '@loyalty-programs/adapters-postgres';
import { configure, migrate as migrateSqlite } from '@loyalty-programs/adapters-sqlite';
import Database from 'libsql';
import { Pool } from 'pg';
import { createTestDatabase } from '../../tools/postgres-server/test-database.js';

const disposals: (() => Promise<void> | void)[] = [];

/** For the `afterAll` of every file that asks for a database. */
export const disposeStores = async (): Promise<void> => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
};

export const sqliteDatabase = (): Database.Database => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-'));
  const database = new Database(join(folder, 'loyalty-programs.db'));
  disposals.push(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  configure(database);
  migrateSqlite(database)._unsafeUnwrap();
  return database;
};

export const postgresPool = async (): Promise<Pool> => {
  const { url, drop } = await createTestDatabase();
  const pool = new Pool({ connectionString: url });
  // A server that drops the database ends the connections.
  pool.on('error', () => undefined);
  disposals.push(async () => {
    await pool.end();
    await drop();
  });
  (await migratePostgres(pool))._unsafeUnwrap();
  return pool;
};
