import { migrate } from '@loyalty-programs/adapters-sql/postgres';
import { postgresModule } from '@loyalty-programs/container/postgres';
import type { Result } from 'neverthrow';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import type { BadSetting } from '../config/bad-setting.js';
import type { PostgresSettings } from '../config/postgres-settings.js';
import { reasonOf } from '../reason.js';
import { migrationFailure } from './migration-failure.js';
import { connectionTo } from './postgres-connection.js';
import type { Store } from './store.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 10_000;

/** Opens the programs on a PostgreSQL server; makes the tables where they are missing. */
export const openPostgresStore = async (
  settings: PostgresSettings,
  logger: Logger,
): Promise<Result<Store, BadSetting>> => {
  const pool = new Pool(connectionTo(settings.url, QUERY_TIMEOUT));
  // An idle connection that breaks is replaced by the pool. Of the error only its message is told: it holds
  // the connection, and that the password.
  pool.on('error', (error) => {
    logger.warn({ reason: reasonOf(error) }, 'database connection lost');
  });
  const migrated = await migrate(pool, settings);
  if (migrated.isErr()) await pool.end();
  return migrated
    .map(({ from, schema }): Store => ({
      module: postgresModule(pool, { schema }),
      isNew: from === 0,
      isReady: async () => (await pool.query('SELECT 1')).rowCount === 1,
      close: () => pool.end(),
    }))
    .mapErr((failure) => migrationFailure('DATABASE_URL', failure));
};
