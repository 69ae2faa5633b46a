import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '@loyalty-programs/testing/postgres/postgres-server';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';

const asked = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe.skipIf(!postgresAvailable)('A test database', () => {
  it('is empty, in UTF-8 and not shared with another test', async () => {
    const [one, other] = [await createTestDatabase(), await createTestDatabase()];
    expect(await asked(one.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await asked(one.url, 'CREATE TABLE programs (id text)');
    expect(await asked(other.url, "SELECT to_regclass('programs') AS found")).toEqual([{ found: null }]);
    await one.drop();
    await other.drop();
    await expect(asked(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

describe.skipIf(!postgresAvailable)('A PostgreSQL server', () => {
  let server: PostgresServer | undefined;
  afterAll(() => server?.remove());

  it('has everything committed after each kill', async () => {
    server = await startPostgresServer();
    const { url } = server;
    await asked(url, 'CREATE TABLE rounds (round int)');
    for (const round of [1, 2, 3]) {
      await asked(url, `INSERT INTO rounds VALUES (${round})`);
      await server.kill();
      await expect(asked(url, 'SELECT 1')).rejects.toThrow();
      await server.start();
    }
    expect(await asked(url, 'SELECT round FROM rounds')).toEqual([{ round: 1 }, { round: 2 }, { round: 3 }]);
  });
});
