import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresSiteDirectory,
  migrate,
  plannedMigration,
} from '@loyalty-programs/adapters-sql/postgres';
import { type Result, err, ok } from 'neverthrow';
import { Client, type ClientConfig, Pool } from 'pg';
import { type ConfigError, configError, reasonOf } from '../../errors.js';
import type { PostgresSettings } from '../../config/store-settings.js';
import { migrationFailure } from '../../stores/store.js';
import { chooseHost } from '../../stores/postgres-pool.js';
import {
  type Access,
  type OpenedSiteStore,
  type SiteStore,
  type TableVersions,
  transactBy,
} from './site-store.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 120_000;

interface ClientOptions {
  readonly schema: string;
  readonly preparedStatements: boolean;
}

const storeOn = (client: Client, options: ClientOptions, access: Access): SiteStore => ({
  repository: new PostgresLoyaltyProgramRepository(client, options),
  installations: new PostgresInstallations(client, options),
  sites: new PostgresSiteDirectory(client, options),
  // Storing a site that another connection has stored since the transaction began is an error.
  transact: transactBy(
    `BEGIN ISOLATION LEVEL REPEATABLE READ ${access === 'read' ? 'READ ONLY' : 'READ WRITE'}`,
    (sql) => client.query(sql),
  ),
  close: () => client.end(),
});

const onPool = async <T>(config: ClientConfig, work: (pool: Pool) => Promise<T>): Promise<T> => {
  const pool = new Pool({ ...config, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};

const unusable = (error: unknown): ConfigError =>
  configError(`DATABASE_URL can't be used: ${reasonOf(error)}`);

/** What opening the sites would do to the tables. */
export const plannedPostgresMigration = async (
  settings: PostgresSettings,
): Promise<Result<TableVersions, ConfigError>> => {
  try {
    const config = await chooseHost(settings, QUERY_TIMEOUT);
    const planned = await onPool(config, (pool) => plannedMigration(pool, settings));
    return planned.mapErr((failure) => migrationFailure('DATABASE_URL', failure));
  } catch (error) {
    return err(unusable(error));
  }
};

/** Opens the sites on a PostgreSQL server; makes the tables where they are missing. */
export const openPostgresSiteStore = async (
  settings: PostgresSettings,
  access: Access,
): Promise<Result<OpenedSiteStore, ConfigError>> => {
  try {
    const config = await chooseHost(settings, QUERY_TIMEOUT);
    const migrated = await onPool(config, (pool) => migrate(pool, settings));
    if (migrated.isErr()) return err(migrationFailure('DATABASE_URL', migrated.error));
    const { schema } = migrated.value;
    // With a pipeline, the many small statements of a batch of sites don't wait for each other's answers.
    const client = new Client({ ...config, pipeline: true });
    // A broken connection makes the statements fail, which report it.
    client.on('error', () => undefined);
    await client.connect();
    const { preparedStatements } = settings;
    return ok({ ...storeOn(client, { schema, preparedStatements }, access), migrated: migrated.value });
  } catch (error) {
    return err(unusable(error));
  }
};
