import {
  type DatabaseUnfit,
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresProgramEventFeed,
  type PostgresOptions,
  type SchemaTooNew,
  migrate,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { RepositoryUnavailable, SiteId } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { MIGRATIONS } from '../../src/postgres/schema/migrations.js';
import { type TemporaryDatabase, emptyDatabase } from './support/temporary-database.js';

let database: TemporaryDatabase;
let pools: Pool[] = [];

beforeEach(async () => {
  if (!postgresAvailable) return;
  database = await emptyDatabase();
});

afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  pools = [];
  if (postgresAvailable) await database.dispose();
});

const poolWith = (options: string, max = 2): Pool => {
  const pool = new Pool({ connectionString: database.url, options, max });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
};

const adaptersOn = (pool: Pool, options?: PostgresOptions) => ({
  repository: new PostgresLoyaltyProgramRepository(pool, options),
  installations: new PostgresInstallations(pool, options),
  feed: new PostgresProgramEventFeed(pool, options),
});

type Adapters = ReturnType<typeof adaptersOn>;

const firstChange = (siteId: SiteId, name: string): Change =>
  update(aDraftProgram({ siteId }), { name }, aContext())._unsafeUnwrap();

const storeIn = async ({ repository, installations }: Adapters, siteId: SiteId, name: string) => {
  (await installations.register(siteId, anInstallation()))._unsafeUnwrap();
  (await repository.save(firstChange(siteId, name)))._unsafeUnwrap();
};

const contentOf = async ({ repository, installations, feed }: Adapters) => {
  const siteIds = (await installations.listSites())._unsafeUnwrap();
  const programs = [...(await repository.findMany(siteIds))._unsafeUnwrap().values()];
  const events: string[] = [];
  for (let partition = 0; partition < (await feed.partitions())._unsafeUnwrap(); partition += 1) {
    const page = (await feed.readAfter(partition, null, 10))._unsafeUnwrap();
    events.push(...page.events.map(({ type, siteId }) => `${type} ${siteId}`));
  }
  return { names: programs.map(({ name }) => name), events };
};

const eventsOf = (siteId: SiteId) => [`LoyaltyInstalled ${siteId}`, `ProgramUpdated ${siteId}`];

const messageOf = (error: RepositoryUnavailable | SchemaTooNew | DatabaseUnfit): string =>
  error.type === 'RepositoryUnavailable' && error.cause instanceof Error ? error.cause.message : error.type;

describe.skipIf(!postgresAvailable)('With one schema for each tenant', () => {
  beforeEach(async () => {
    await database.pool.query('CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b');
    // Someone has already used the database without schemas.
    (await migrate(database.pool))._unsafeUnwrap();
  });

  it('each has its own tables, whatever else the search path names', async () => {
    const siteId = uniqueSiteId();
    await storeIn(adaptersOn(database.pool), siteId, 'Public Club');
    const tenants: Adapters[] = [];
    for (const tenant of ['a', 'b']) {
      const pool = poolWith(`-c search_path=tenant_${tenant},public`);
      expect((await migrate(pool))._unsafeUnwrap()).toEqual({
        from: 0,
        to: MIGRATIONS.length,
        schema: `tenant_${tenant}`,
      });
      const adapters = adaptersOn(pool);
      expect((await adapters.installations.check(siteId))._unsafeUnwrap()).toEqual({ installed: false });
      await storeIn(adapters, siteId, `Club ${tenant.toUpperCase()}`);
      tenants.push(adapters);
    }
    const contents = await Promise.all([...tenants, adaptersOn(database.pool)].map(contentOf));
    expect(contents).toEqual([
      { names: ['Club A'], events: eventsOf(siteId) },
      { names: ['Club B'], events: eventsOf(siteId) },
      { names: ['Public Club'], events: eventsOf(siteId) },
    ]);
    (await tenants[0]?.repository.erase(siteId))?._unsafeUnwrap();
    expect((await tenants[1]?.repository.find(siteId))?._unsafeUnwrap()).toMatchObject({ name: 'Club B' });
  });

  it('the option overrides the search path, and tenants can share a connection', async () => {
    const siteId = uniqueSiteId();
    const pool = poolWith('-c search_path=public', 1);
    const tenants: Adapters[] = [];
    for (const schema of ['tenant_a', 'tenant_b']) {
      (await migrate(pool, { schema }))._unsafeUnwrap();
      const adapters = adaptersOn(pool, { schema });
      await storeIn(adapters, siteId, `Club of ${schema}`);
      tenants.push(adapters);
    }
    expect(await Promise.all(tenants.map(contentOf))).toEqual([
      { names: ['Club of tenant_a'], events: eventsOf(siteId) },
      { names: ['Club of tenant_b'], events: eventsOf(siteId) },
    ]);
  });

  it('a later change of the search path has no effect', async () => {
    const siteId = uniqueSiteId();
    const pool = poolWith('-c search_path=tenant_a,public', 1);
    (await migrate(pool))._unsafeUnwrap();
    const adapters = adaptersOn(pool);
    await storeIn(adapters, siteId, 'Club A');
    await pool.query('SET search_path = public');
    expect((await adapters.repository.find(siteId))._unsafeUnwrap()).toMatchObject({ name: 'Club A' });
  });
});

describe.skipIf(!postgresAvailable)('The schema', () => {
  it.each(['tenant_c,public', '"Tenant_A"', '"$user",tenant_c,public'])(
    'that is missing is an error, never the next of the search path: %s',
    async (path) => {
      await database.pool.query('CREATE SCHEMA tenant_a');
      (await migrate(database.pool))._unsafeUnwrap();
      const pool = poolWith(`-c search_path=${path}`);
      const missing = /^the schema "[Tt]enant_[Ac]" of the search path is missing/u;
      expect((await migrate(pool)).match(String, messageOf)).toMatch(missing);
      const found = await new PostgresLoyaltyProgramRepository(pool).find(uniqueSiteId());
      expect(found.match(String, messageOf)).toMatch(missing);
    },
  );

  it.each([
    ['a search path of capitals', 'CREATE SCHEMA tenant_a', '-c search_path=Tenant_A', 'tenant_a'],
    ['a quoted name', 'CREATE SCHEMA "Ten""ant, A.x"', '-c search_path="Ten""ant,\\ A.x"', 'Ten"ant, A.x'],
    ['a schema of the user', 'CREATE SCHEMA AUTHORIZATION CURRENT_USER', '', 'owner'],
    ['the default of a database', 'SELECT 1', '', 'public'],
  ])('is found in %s', async (_what, sql, options, schema) => {
    await database.pool.query(sql);
    const pool = poolWith(options);
    const { rows } = await pool.query<{ user: string }>('SELECT current_user AS user');
    const expected = schema === 'owner' ? rows[0]?.user : schema;
    expect((await migrate(pool))._unsafeUnwrap().schema).toBe(expected);
    await storeIn(adaptersOn(pool), uniqueSiteId(), 'Harbour Club');
  });

  it('that is chosen and missing is an error', async () => {
    const migrated = await migrate(database.pool, { schema: 'nowhere' });
    expect(migrated.match(String, messageOf)).toBe('schema "nowhere" does not exist');
  });
});
