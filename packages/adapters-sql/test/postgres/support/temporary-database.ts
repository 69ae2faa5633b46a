import { migrate } from '@loyalty-programs/adapters-sql/postgres';
import { Pool } from 'pg';
import { distributeTables } from '@loyalty-programs/testing/postgres/citus';
import { createTestDatabase } from '@loyalty-programs/testing/postgres/test-database';

/** A database of its own on the server of the tests. */
export interface TemporaryDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Makes every statement fail. */
  readonly loseTables: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export const emptyDatabase = async (): Promise<TemporaryDatabase> => {
  const { url, drop } = await createTestDatabase();
  const pool = new Pool({ connectionString: url });
  // A server that drops the database ends the connections.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    loseTables: async () => {
      const tables = [
        'program_events',
        'program_snapshots',
        'programs',
        'installations',
        'keys',
        'sessions',
        'links',
      ];
      await pool.query(`DROP TABLE ${tables.map((table) => `loyalty_${table}`).join(', ')}`);
    },
    dispose: async () => {
      await pool.end();
      await drop();
    },
  };
};

/** The same with the tables of the adapters, which Citus spreads over its workers. */
export const temporaryDatabase = async (): Promise<TemporaryDatabase> => {
  const database = await emptyDatabase();
  (await migrate(database.pool))._unsafeUnwrap();
  await distributeTables(database.pool);
  return database;
};
