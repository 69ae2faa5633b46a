import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  migrate,
} from '@loyalty-programs/adapters-sql/postgres';
import type { SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { Client, type ClientConfig, Pool } from 'pg';
import { type BadSetting, badSetting } from '../../config/bad-setting.js';
import { reasonOf } from '../../reason.js';
import { migrationFailure } from '../../stores/migration-failure.js';
import { connectionTo } from '../../stores/postgres-connection.js';
import { countIn, siteIdsIn } from './site-ids.js';
import type { Access, OpenedSiteStore, SiteStore } from './site-store.js';
import { transactBy } from './transact.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 120_000;

const ALL = 'SELECT site_id FROM loyalty_programs UNION SELECT site_id FROM loyalty_installations';

const COUNT = `SELECT count(*) AS count FROM (${ALL}) AS sites`;

/**
 * The server sorts the ids once and keeps them, for the transaction. Page after page by the last id it would sort
 * them for each page: its index has the order of the database, which is not that of code points.
 */
const DECLARE = `DECLARE loyalty_sites NO SCROLL CURSOR FOR
SELECT site_id FROM (${ALL}) AS sites ORDER BY site_id COLLATE "C"`;

async function* siteIdsOf(client: Client, atOnce: number): AsyncGenerator<readonly SiteId[]> {
  await client.query(DECLARE);
  for (;;) {
    const { rows } = await client.query(`FETCH ${atOnce} FROM loyalty_sites`);
    const siteIds = siteIdsIn(rows);
    if (siteIds.length === 0) break;
    yield siteIds;
  }
  await client.query('CLOSE loyalty_sites');
}

const storeOn = (client: Client, access: Access): SiteStore => ({
  repository: new PostgresLoyaltyProgramRepository(client),
  installations: new PostgresInstallations(client),
  countSites: async () => countIn((await client.query(COUNT)).rows[0]),
  siteIds: (atOnce) => siteIdsOf(client, atOnce),
  // Whoever stores a site that another connection has stored since the transaction began, is told so by an error.
  transact: transactBy(
    `BEGIN ISOLATION LEVEL REPEATABLE READ ${access === 'read' ? 'READ ONLY' : 'READ WRITE'}`,
    (sql) => client.query(sql),
  ),
  close: () => client.end(),
});

const withTables = async (config: ClientConfig): ReturnType<typeof migrate> => {
  const pool = new Pool({ ...config, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await migrate(pool);
  } finally {
    await pool.end();
  }
};

/** Opens the sites on a PostgreSQL server; makes the tables where they are missing. */
export const openPostgresSiteStore = async (
  databaseUrl: string,
  access: Access,
): Promise<Result<OpenedSiteStore, BadSetting>> => {
  const config = connectionTo(databaseUrl, QUERY_TIMEOUT);
  const migrated = await withTables(config);
  if (migrated.isErr()) return err(migrationFailure('DATABASE_URL', migrated.error));
  // With a pipeline, the many small statements of a batch of sites don't wait for each other's answers.
  const client = new Client({ ...config, pipeline: true });
  // A connection that breaks makes the statements fail, and those tell of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return ok({ ...storeOn(client, access), migrated: migrated.value });
  } catch (error) {
    return err(badSetting(`DATABASE_URL can't be used: ${reasonOf(error)}`));
  }
};
