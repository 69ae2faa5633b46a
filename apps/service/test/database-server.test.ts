import { createServer } from 'node:net';
import { once } from 'node:events';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { aSite, ask, askFor } from './support/api.js';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { ADMIN_KEY, spawnService, startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { DEMO_SITE } from '../src/start-service.js';

afterAll(cleanUp);

const refused = async (settings: Readonly<Record<string, string>>): Promise<string> => {
  const service = spawnService({ LOYALTY_ADMIN_KEY: ADMIN_KEY, ...settings });
  const { code } = await service.ended;
  return `${String(code)}: ${service.stderr()}${service.stdout()}`;
};

const aDatabase = async (): Promise<string> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  return url;
};

const asked = async (url: string, sql: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
};

describe('The service with DATABASE_URL ends with one line and code 1', () => {
  it('if the database is unreachable, without printing the password', async () => {
    const line = await refused({ DATABASE_URL: 'postgres://owner:s3cret@127.0.0.1:1/loyalty' });
    expect(line).toMatch(/^1: loyalty-programs: DATABASE_URL can't be used: [^\n]*ECONNREFUSED[^\n]*\n$/u);
    expect(line).not.toContain('s3cret');
  });

  it('if something that never answers listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    afterwards(() => {
      server.close();
    });
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const line = await refused({ DATABASE_URL: `postgres://owner:s3cret@127.0.0.1:${port}/loyalty` });
    expect(line).toMatch(/^1: loyalty-programs: DATABASE_URL can't be used: [^\n]*timeout[^\n]*\n$/u);
  });

  it.skipIf(!postgresAvailable)('if the tables are of a later version', async () => {
    const DATABASE_URL = await aDatabase();
    await startServiceWithKey({ DATABASE_URL });
    await asked(DATABASE_URL, 'INSERT INTO loyalty_schema_versions (version) VALUES (99)');
    expect(await refused({ DATABASE_URL })).toContain('DATABASE_URL has tables of version 99');
  });
});

describe.skipIf(!postgresAvailable)('The service on a PostgreSQL server', () => {
  it('has no demo site and no files, and stores what it acknowledges', async () => {
    const DATABASE_URL = await aDatabase();
    const first = await startServiceWithKey({ DATABASE_URL });
    expect(first.stderr()).not.toContain(DEMO_SITE);
    expect(first.stderr()).toContain('curl');
    const site = await aSite(first.origin);
    await askFor(first.origin, 'PATCH', '/program', {
      site,
      json: { loyaltyProgram: { name: 'Reef Club' } },
    });
    first.child.kill('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    const second = await startServiceWithKey({ DATABASE_URL });
    expect(second.stderr()).not.toContain('curl');
    expect(await askFor(second.origin, 'GET', '/program', { site })).toMatchObject({
      loyaltyProgram: { name: 'Reef Club' },
      revision: '1',
    });
  });

  it('starts in many instances at once on one empty database', async () => {
    const DATABASE_URL = await aDatabase();
    const services = await Promise.all(
      Array.from({ length: 4 }, () => startServiceWithKey({ DATABASE_URL })),
    );
    const site = await aSite(services[0]?.origin ?? '');
    for (const { origin } of services) {
      expect((await ask(origin, 'GET', '/program', { site })).status).toBe(200);
    }
  });
});
