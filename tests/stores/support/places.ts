import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate as migratePostgres } from '@loyalty-programs/adapters-postgres';
import { configure, migrate as migrateSqlite } from '@loyalty-programs/adapters-sqlite';
import Database from 'libsql';
import { Pool } from 'pg';
import { createTestDatabase, postgresAvailable } from '../../../tools/postgres-server/test-database.js';
import { afterwards } from '../../support/cleanup.js';
import { ENGINES, type Engine, type OpenStore, type Place, openStore } from './open-store.js';

/** The engines that can run here; where PostgreSQL can't, the run has said why. */
export const availableEngines: readonly Engine[] = ENGINES.filter(
  (engine) => engine === 'sqlite' || postgresAvailable,
);

const sqlitePlace = (): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-stores-'));
  afterwards(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const target = join(folder, 'loyalty.db');
  const database = new Database(target);
  configure(database);
  migrateSqlite(database)._unsafeUnwrap();
  database.close();
  return { engine: 'sqlite', target };
};

const postgresPlace = async (): Promise<Place> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  (await migratePostgres(pool))._unsafeUnwrap();
  await pool.end();
  return { engine: 'postgres', target: url };
};

/** An empty store, which `cleanUp` removes. */
export const newPlace = async (engine: Engine): Promise<Place> =>
  engine === 'sqlite' ? sqlitePlace() : postgresPlace();

/** A way to the store that `cleanUp` closes. */
export const opened = (place: Place, connections = 1): OpenStore => {
  const store = openStore(place, connections);
  afterwards(store.close);
  return store;
};
