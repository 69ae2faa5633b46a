import { setTimeout as sleep } from 'node:timers/promises';
import { TOKENS } from '@loyalty-programs/container';
import { siteIdOf } from '@loyalty-programs/core';
import { Container } from 'inversify';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { readPostgresSettings } from '../src/config/store-settings.js';
import { openPostgresStore } from '../src/stores/postgres-store.js';

afterEach(cleanUp);

const aDatabase = async (): Promise<string> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  return url;
};

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  afterwards(() => client.end());
  return client;
};

const openStore = async (settings: Readonly<Record<string, string>>) => {
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => lines.push(line) });
  const read = readPostgresSettings(settings)._unsafeUnwrap();
  if (read === undefined) throw new Error('DATABASE_URL is missing');
  const opened = await openPostgresStore(read, logger);
  return { lines, opened };
};

const openedStore = async (settings: Readonly<Record<string, string>>) => {
  const { lines, opened } = await openStore(settings);
  const store = opened._unsafeUnwrap();
  afterwards(() => store.close());
  const container = new Container();
  container.load(store.module);
  return { lines, store, installations: container.get(TOKENS.InstallationRegistry) };
};

const withOptions = (url: string, options: Readonly<Record<string, string>>): string => {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(options)) changed.searchParams.set(name, value);
  return changed.href;
};

/** The same server under another name, in a URL of two hosts. */
const twoHosts = (url: string, other: string): string => url.replace(/@[^/]+/u, (host) => `${host},${other}`);

const lineOf = async (settings: Readonly<Record<string, string>>): Promise<string> =>
  (await openStore(settings)).opened.match(
    () => 'opened',
    ({ message }) => message,
  );

const SITE = siteIdOf('shop');
const INSTALLED = {
  installed: true,
  since: 1,
  accountId: null,
  apps: ['stores'],
  premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
} as const;

describe.skipIf(!postgresAvailable)('A store on a PostgreSQL server', () => {
  it('cancels at the server what callers give up, and never exceeds its pool', async () => {
    const url = await aDatabase();
    const other = await connected(url);
    // A transaction sees one state of the statistics.
    const watcher = await connected(url);
    const { installations } = await openedStore({
      DATABASE_URL: withOptions(url, {
        lock_timeout: '500',
        statement_timeout: '800',
        query_timeout: '1500',
      }),
      DATABASE_POOL_SIZE: '4',
    });
    (await installations.register(SITE, INSTALLED))._unsafeUnwrap();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM loyalty_installations FOR UPDATE');
    const calls = Array.from({ length: 40 }, () => installations.register(SITE, INSTALLED));
    const counts: number[] = [];
    const watching = (async () => {
      for (let look = 0; look < 20; look += 1) {
        const { rows } = await watcher.query<{ count: string }>(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'loyalty-programs'",
        );
        counts.push(Number(rows[0]?.count));
        await sleep(100);
      }
    })();
    const answers = await Promise.all(calls);
    await watching;
    expect(answers.every((answer) => answer.isErr())).toBe(true);
    expect(Math.max(...counts)).toBe(4);
    const { rows } = await watcher.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'loyalty-programs' AND datname = current_database() AND state = 'active'",
    );
    expect(rows).toEqual([]);
    await other.query('ROLLBACK');
    (await installations.register(SITE, INSTALLED))._unsafeUnwrap();
  });

  it('is ready while calls can succeed, and logs once why not', async () => {
    const url = await aDatabase();
    const other = await connected(url);
    const { store, lines } = await openedStore({ DATABASE_URL: url });
    expect(await store.isReady()).toBe(true);
    await other.query('ALTER TABLE loyalty_installations RENAME TO moved');
    await sleep(1100);
    expect(await store.isReady()).toBe(false);
    await sleep(1100);
    expect(await store.isReady()).toBe(false);
    await other.query('ALTER TABLE moved RENAME TO loyalty_installations');
    await sleep(1100);
    expect(await store.isReady()).toBe(true);
    expect(lines.filter((line) => line.includes('not ready'))).toHaveLength(1);
    expect(lines.join('')).toContain('has no table loyalty_installations');
  });

  it('uses the writable one of several hosts', async () => {
    const url = await aDatabase();
    const right = new URL(url).host;
    const DATABASE_URL = url.replace(/@[^/]+/u, `@127.0.0.1:1,${right}`);
    const { installations } = await openedStore({ DATABASE_URL });
    (await installations.register(SITE, INSTALLED))._unsafeUnwrap();
  });

  it('reports for each host why it cannot be used', async () => {
    const url = await aDatabase();
    const readOnly = withOptions(url, { options: '-c default_transaction_read_only=on' });
    expect(await lineOf({ DATABASE_URL: twoHosts(readOnly, '127.0.0.1:1') })).toMatch(
      /^DATABASE_URL can't be used: 127\.0\.0\.1:\d+ takes no changes; 127\.0\.0\.1:1: [^\n]*ECONNREFUSED[^\n]*$/u,
    );
    expect(
      await lineOf({ DATABASE_URL: withOptions(readOnly, { target_session_attrs: 'read-write' }) }),
    ).toMatch(/^DATABASE_URL can't be used: 127\.0\.0\.1:\d+ takes no changes$/u);
  });

  it('is not opened on a read-only server', async () => {
    const url = await aDatabase();
    await openedStore({ DATABASE_URL: url });
    const DATABASE_URL = withOptions(url, { options: '-c default_transaction_read_only=on' });
    expect(await lineOf({ DATABASE_URL })).toMatch(
      /^DATABASE_URL can't be used: the server or the user is read-only/u,
    );
  });
});
