import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  migrate,
  quoteIdentifier,
} from '@loyalty-programs/adapters-sql/postgres';
import type { SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { Client, type ClientConfig, Pool } from 'pg';
import { type BadSetting, badSetting } from '../../config/bad-setting.js';
import type { PostgresSettings } from '../../config/postgres-settings.js';
import { reasonOf } from '../../reason.js';
import { migrationFailure } from '../../stores/migration-failure.js';
import { connectionTo } from '../../stores/postgres-connection.js';
import { countIn, siteIdsIn } from './site-ids.js';
import type { Access, OpenedSiteStore, SiteStore } from './site-store.js';
import { transactBy } from './transact.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 120_000;

const allSitesIn = (schema: string): string => {
  const quoted = quoteIdentifier(schema);
  return `SELECT site_id FROM ${quoted}.loyalty_programs UNION SELECT site_id FROM ${quoted}.loyalty_installations`;
};

/**
 * The server sorts the ids once and keeps them, for the transaction. Page after page by the last id it would sort
 * them for each page: its index has the order of the database, which is not that of code points.
 */
const declareIn = (schema: string): string => `DECLARE loyalty_sites NO SCROLL CURSOR FOR
SELECT site_id FROM (${allSitesIn(schema)}) AS sites ORDER BY site_id COLLATE "C"`;

async function* siteIdsOf(client: Client, schema: string, atOnce: number): AsyncGenerator<readonly SiteId[]> {
  await client.query(declareIn(schema));
  for (;;) {
    const { rows } = await client.query(`FETCH ${atOnce} FROM loyalty_sites`);
    const siteIds = siteIdsIn(rows);
    if (siteIds.length === 0) break;
    yield siteIds;
  }
  await client.query('CLOSE loyalty_sites');
}

const storeOn = (client: Client, schema: string, access: Access): SiteStore => ({
  repository: new PostgresLoyaltyProgramRepository(client, { schema }),
  installations: new PostgresInstallations(client, { schema }),
  countSites: async () =>
    countIn((await client.query(`SELECT count(*) AS count FROM (${allSitesIn(schema)}) AS sites`)).rows[0]),
  siteIds: (atOnce) => siteIdsOf(client, schema, atOnce),
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
