import { type DatabaseUnfit, checkDatabase, migrate } from '@loyalty-programs/adapters-sql/postgres';
import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { Client, Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, emptyDatabase } from './support/temporary-database.js';

let database: TemporaryDatabase;
let pools: Pool[] = [];

beforeEach(async () => {
  if (postgresAvailable) database = await emptyDatabase();
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  pools = [];
  if (postgresAvailable) await database.dispose();
});

const poolTo = (url: string, config: object = {}): Pool => {
  const pool = new Pool({ connectionString: url, ...config });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
};

const reasonOf = (error: DatabaseUnfit | RepositoryUnavailable | { readonly type: string }): string =>
  'reason' in error ? error.reason : error.type;

const checked = async (pool: Pool, access: 'read' | 'write' = 'write'): Promise<string> =>
  (await checkDatabase(pool, { schema: 'public', access })).match(() => 'fit', reasonOf);

const migrated = async (pool: Pool): Promise<string> =>
  (await migrate(pool)).match(() => 'migrated', reasonOf);

describe.skipIf(!postgresAvailable)('The check of a database', () => {
  it('passes once its tables exist, and not before', async () => {
    expect(await checked(database.pool)).toBe('schema "public" has no tables of this package: migrate them');
    expect(await migrated(database.pool)).toBe('migrated');
    expect(await checked(database.pool)).toBe('fit');
  });

  it('names a missing table and tables of an earlier version', async () => {
    expect(await migrated(database.pool)).toBe('migrated');
    await database.pool.query('DROP TABLE loyalty_installations');
    expect(await checked(database.pool)).toBe('schema "public" has no table loyalty_installations');
    await database.pool.query('TRUNCATE loyalty_schema_versions');
    expect(await checked(database.pool)).toMatch(/are of version 0, not \d+: migrate them$/u);
  });

  it('accepts tables of a later version, since steps only add', async () => {
    expect(await migrated(database.pool)).toBe('migrated');
    await database.pool.query('INSERT INTO loyalty_schema_versions (version) VALUES (99)');
    expect(await checked(database.pool)).toBe('fit');
  });

  it('names a missing privilege', async () => {
    expect(await migrated(database.pool)).toBe('migrated');
    const role = `reader_${new URL(database.url).pathname.slice(1)}`;
    await database.pool.query(`CREATE ROLE ${role} LOGIN`);
    const url = new URL(database.url);
    url.username = role;
    const pool = poolTo(url.href);
    expect(await checked(pool)).toContain('permission denied');
    await database.pool.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    expect(await checked(pool, 'read')).toBe('fit');
    expect(await checked(pool)).toBe(
      'the user lacks the privilege DELETE on loyalty_installations in schema "public"',
    );
    await database.pool.query(`GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    expect(await checked(pool)).toBe('fit');
    await database.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  it('reports a read-only server', async () => {
    expect(await migrated(database.pool)).toBe('migrated');
    const pool = poolTo(database.url, { options: '-c default_transaction_read_only=on' });
    expect(await checked(pool)).toMatch(/read-only/u);
    expect(await checked(pool, 'read')).toBe('fit');
  });

  it('reports a server that does not answer', async () => {
    expect(await checked(poolTo('postgres://127.0.0.1:1/loyalty'))).toBe('RepositoryUnavailable');
  });
});

describe.skipIf(!postgresAvailable)('The migration refuses', () => {
  it.each([
    [
      'CREATE TABLE loyalty_programs (id text)',
      /tables of something else: .*"loyalty_programs" already exists/u,
    ],
    ['CREATE VIEW loyalty_installations AS SELECT 1', /tables of something else: .*"loyalty_installations"/u],
    [
      'CREATE TABLE loyalty_schema_versions (id text)',
      /loyalty_schema_versions is a table of something else/u,
    ],
  ])('a table of its names that is not its own: %s', async (sql, reason) => {
    await database.pool.query(sql);
    expect(await migrated(database.pool)).toMatch(reason);
    const { rows } = await database.pool.query("SELECT to_regclass('loyalty_event_feed') AS made");
    expect(rows).toEqual([{ made: null }]);
  });

  it.each(['SQL_ASCII', 'LATIN1'])('a database of another encoding: %s', async (encoding) => {
    const name = `${new URL(database.url).pathname.slice(1)}_${encoding.toLowerCase()}`;
    const server = new Client({ connectionString: inject('postgresUrl') });
    await server.connect();
    await server.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C'`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    expect(await migrated(poolTo(url.href))).toBe(
      `the database has the encoding ${encoding}: create one with ENCODING 'UTF8'`,
    );
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  });
});
