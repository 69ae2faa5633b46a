import { PostgresLoyaltyProgramRepository, migrate } from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram } from '@loyalty-programs/core';
import { update } from '@loyalty-programs/core/adapter-kit';
import { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { MIGRATIONS } from '../../src/postgres/schema/migrations.js';
import { type TemporaryDatabase, emptyDatabase } from './support/temporary-database.js';

let databases: TemporaryDatabase[] = [];

afterEach(async () => {
  await Promise.all(databases.map(({ dispose }) => dispose()));
  databases = [];
});

const anEmptyDatabase = async (): Promise<TemporaryDatabase> => {
  const database = await emptyDatabase();
  databases.push(database);
  return database;
};

/** Ten instances, each with connections of its own. */
const migrateTenTimes = async (url: string, migrations: readonly string[]) => {
  const pools = Array.from({ length: 10 }, () => new Pool({ connectionString: url, max: 1 }));
  const results = await Promise.all(pools.map((pool) => migrate(pool, {}, migrations)));
  await Promise.all(pools.map((pool) => pool.end()));
  return results.map((result) => result._unsafeUnwrap());
};

const failure = <E>(error: E): E => error;

const versionsIn = async (pool: Pool): Promise<unknown[]> =>
  (await pool.query('SELECT version FROM loyalty_schema_versions ORDER BY version')).rows.map(
    ({ version }: { version: unknown }) => version,
  );

const NEXT = 'ALTER TABLE loyalty_programs ADD COLUMN note text';

describe.skipIf(!postgresAvailable)('The migration', () => {
  it('creates the tables in an empty database, and then has nothing to do', async () => {
    const { pool } = await anEmptyDatabase();
    expect((await migrate(pool))._unsafeUnwrap()).toEqual({
      from: 0,
      to: MIGRATIONS.length,
      schema: 'public',
    });
    expect((await migrate(pool))._unsafeUnwrap()).toMatchObject({
      from: MIGRATIONS.length,
      to: MIGRATIONS.length,
    });
  });

  it('runs once if ten instances start concurrently', async () => {
    const { pool, url } = await anEmptyDatabase();
    const migrated = await migrateTenTimes(url, MIGRATIONS);
    expect(migrated.map(({ to }) => to)).toEqual(Array.from({ length: 10 }, () => MIGRATIONS.length));
    expect(await versionsIn(pool)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('by ten instances does not disturb calls of the previous version', async () => {
    const { pool, url } = await anEmptyDatabase();
    (await migrate(pool))._unsafeUnwrap();
    const repository = new PostgresLoyaltyProgramRepository(pool);
    let program: LoyaltyProgram = aDraftProgram({ siteId: uniqueSiteId() });
    const migration = { isOver: false };
    const traffic = (async () => {
      for (let turn = 0; !migration.isOver || turn < 50; turn += 1) {
        const name = `Harbour Club ${turn}`;
        const change = update(program, { name }, aContext())._unsafeUnwrap();
        program = (await repository.save(change))._unsafeUnwrap();
      }
    })();
    await migrateTenTimes(url, [...MIGRATIONS, NEXT]);
    migration.isOver = true;
    await traffic;
    expect(await versionsIn(pool)).toEqual([...MIGRATIONS, NEXT].map((_, index) => index + 1));
    expect((await repository.find(program.siteId))._unsafeUnwrap()).toEqual(program);
  });

  it('refuses tables of a later version, and changes nothing', async () => {
    const { pool } = await anEmptyDatabase();
    (await migrate(pool, {}, [...MIGRATIONS, NEXT]))._unsafeUnwrap();
    const known = MIGRATIONS.length;
    expect((await migrate(pool)).match(String, failure)).toEqual({
      type: 'SchemaTooNew',
      known,
      found: known + 1,
    });
  });

  it('applies each step atomically', async () => {
    const { pool } = await anEmptyDatabase();
    const broken = await migrate(pool, {}, [...MIGRATIONS, `${NEXT}; SELECT 1 / 0`]);
    expect(broken.match(String, failure)).toMatchObject({
      type: 'RepositoryUnavailable',
      cause: { message: 'division by zero' },
    });
    expect(await versionsIn(pool)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect((await migrate(pool, {}, [...MIGRATIONS, NEXT]))._unsafeUnwrap().to).toBe(MIGRATIONS.length + 1);
  });

  it('only reads if there is nothing to do', async () => {
    const { pool, url } = await anEmptyDatabase();
    (await migrate(pool))._unsafeUnwrap();
    const reader = new Pool({ connectionString: url, options: '-c default_transaction_read_only=on' });
    expect((await migrate(reader))._unsafeUnwrap().from).toBe(MIGRATIONS.length);
    await reader.end();
  });

  it('reports an unreachable database', async () => {
    const nowhere = new Pool({ connectionString: 'postgres://127.0.0.1:1/loyalty' });
    expect((await migrate(nowhere)).match(String, failure)).toMatchObject({ type: 'RepositoryUnavailable' });
    await nowhere.end();
  });
});
