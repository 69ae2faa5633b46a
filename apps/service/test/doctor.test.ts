import { join } from 'node:path';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './support/command.js';
import { temporaryDatabaseUrl } from './transfer/support/stores.js';

afterAll(cleanUp);

/** Several processes start one after the other. */
const TIMEOUT = 120_000;

const LOYALTY_ADMIN_KEY = 'admin-key-of-the-doctor';

const diagnosed = async (settings: Readonly<Record<string, string>>) => {
  const { code, stdout, stderr } = await runCommand(['doctor', '--json'], settings);
  expect(stderr).toBe('');
  const report: unknown = JSON.parse(stdout);
  return { code, report };
};

const found = (check: string, status: string, matched: RegExp): unknown => {
  const detail: unknown = expect.stringMatching(matched);
  return expect.objectContaining({ check, status, detail });
};

const withCheck = (check: unknown): unknown => expect.arrayContaining([check]);

describe.concurrent('The doctor', { timeout: TIMEOUT }, () => {
  it('finds nothing wrong with a data folder that the service uses', async () => {
    const DATA_DIR = temporaryFolder();
    await runCommand(['migrate'], { DATA_DIR });
    const { code, report } = await diagnosed({ DATA_DIR });
    expect(code).toBe(0);
    expect(report).toEqual({
      ok: true,
      checks: [
        found('settings', 'ok', /./u),
        found('disk', 'ok', /MiB free/u),
        found('tables', 'ok', /version/u),
      ],
    });
  });

  it('says for each problem what to do, and fails', async () => {
    const DATA_DIR = '/dev/null/data';
    const LOYALTY_KEYS_FILE = join(temporaryFolder(), 'missing.json');
    const settings = { DATA_DIR, LOYALTY_KEYS_FILE };
    const { code, report } = await diagnosed(settings);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      ok: false,
      checks: [
        found('settings', 'ok', /./u),
        found('keys', 'problem', /LOYALTY_KEYS_FILE/u),
        found('disk', 'problem', /DATA_DIR can't be used/u),
        { check: 'tables' },
      ],
    });
    const { stdout } = await runCommand(['doctor'], settings);
    expect(stdout).toMatch(/^problem {2}disk: [^\n]+\n +→ set DATA_DIR to a writable folder$/mu);
  });

  it('names a setting that can not be used', async () => {
    const { code, report } = await diagnosed({ PORT: 'eighty', DATA_DIR: temporaryFolder() });
    expect(code).toBe(1);
    expect(report).toMatchObject({ checks: withCheck(found('settings', 'problem', /PORT/u)) });
  });

  it('reports a server that does not answer, without the password', async () => {
    const DATABASE_URL = 'postgres://u:s3cret@127.0.0.1:1/x';
    const { code, report } = await diagnosed({ DATABASE_URL, LOYALTY_ADMIN_KEY });
    expect(code).toBe(1);
    expect(report).toMatchObject({
      checks: withCheck(found('connection', 'problem', /ECONNREFUSED/u)),
    });
    expect(JSON.stringify(report)).not.toContain('s3cret');
  });

  it.skipIf(!postgresAvailable)('checks server, clock, pool, tables and permissions', async () => {
    const DATABASE_URL = await temporaryDatabaseUrl();
    const settings = { DATABASE_URL, LOYALTY_ADMIN_KEY };
    const before = await diagnosed(settings);
    expect(before).toMatchObject({
      code: 0,
      report: { checks: withCheck(found('tables', 'warning', /version 0/u)) },
    });
    await runCommand(['migrate'], settings);
    const after = await diagnosed(settings);
    expect(after).toMatchObject({
      code: 0,
      report: {
        ok: true,
        checks: [
          found('settings', 'ok', /./u),
          found('connection', 'ok', /PostgreSQL/u),
          found('clock', 'ok', /differs/u),
          found('pool', 'ok', /10 connections/u),
          found('tables', 'ok', /version/u),
          found('permissions', 'ok', /./u),
        ],
      },
    });
    const greedy = await diagnosed({ ...settings, DATABASE_POOL_SIZE: '1000' });
    expect(greedy).toMatchObject({
      code: 1,
      report: { checks: withCheck(found('pool', 'problem', /1000 connections/u)) },
    });
  });

  it.skipIf(!postgresAvailable)('reports a role that may not write', async () => {
    const DATABASE_URL = await temporaryDatabaseUrl();
    await runCommand(['migrate'], { DATABASE_URL });
    const role = `reader_${process.pid}`;
    const client = new Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(`CREATE ROLE ${role} LOGIN`);
    await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    const url = new URL(DATABASE_URL);
    url.username = role;
    const { code, report } = await diagnosed({ DATABASE_URL: url.href, LOYALTY_ADMIN_KEY });
    await client.query(`DROP OWNED BY ${role}`);
    await client.query(`DROP ROLE ${role}`);
    await client.end();
    expect(code).toBe(1);
    expect(report).toMatchObject({
      checks: withCheck(found('permissions', 'problem', /lacks the privilege/u)),
    });
  });
});
