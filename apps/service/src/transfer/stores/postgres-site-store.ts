import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresSiteDirectory,
  migrate,
} from '@loyalty-programs/adapters-sql/postgres';
import { type Result, err, ok } from 'neverthrow';
import { Client, type ClientConfig, Pool } from 'pg';
import { type BadSetting, badSetting } from '../../config/bad-setting.js';
import type { PostgresSettings } from '../../config/postgres-settings.js';
import { reasonOf } from '../../reason.js';
import { migrationFailure } from '../../stores/migration-failure.js';
import { connectionTo } from '../../stores/postgres-connection.js';
import type { Access, OpenedSiteStore, SiteStore } from './site-store.js';
import { transactBy } from './transact.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 120_000;

const storeOn = (client: Client, schema: string, access: Access): SiteStore => ({
  repository: new PostgresLoyaltyProgramRepository(client, { schema }),
  installations: new PostgresInstallations(client, { schema }),
  sites: new PostgresSiteDirectory(client, { schema }),
  // Whoever stores a site that another connection has stored since the transaction began, is told so by an error.
  transact: transactBy(
    `BEGIN ISOLATION LEVEL REPEATABLE READ ${access === 'read' ? 'READ ONLY' : 'READ WRITE'}`,
    (sql) => client.query(sql),
  ),
  close: () => client.end(),
});

const withTables = async (config: ClientConfig, settings: PostgresSettings): ReturnType<typeof migrate> => {
  const pool = new Pool({ ...config, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await migrate(pool, settings);
  } finally {
    await pool.end();
  }
};

/** Opens the sites on a PostgreSQL server; makes the tables where they are missing. */
export const openPostgresSiteStore = async (
  settings: PostgresSettings,
  access: Access,
): Promise<Result<OpenedSiteStore, BadSetting>> => {
  const config = connectionTo(settings.url, QUERY_TIMEOUT);
  const migrated = await withTables(config, settings);
  if (migrated.isErr()) return err(migrationFailure('DATABASE_URL', migrated.error));
  // With a pipeline, the many small statements of a batch of sites don't wait for each other's answers.
  const client = new Client({ ...config, pipeline: true });
  // A connection that breaks makes the statements fail, and those tell of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return ok({ ...storeOn(client, migrated.value.schema, access), migrated: migrated.value });
  } catch (error) {
    return err(badSetting(`DATABASE_URL can't be used: ${reasonOf(error)}`));
  }
};
