import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_SITE } from '../src/start-service.js';
import { ask, askFor } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { spawnService, startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

const KEY = 'another-key-that-is-long-enough';
const NAME = { loyaltyProgram: { name: 'Harbour Club' } };

describe('A data folder', () => {
  it('is refused to a second instance with one line until the first one is killed', async () => {
    const DATA_DIR = temporaryFolder();
    const first = await startServiceWithKey({ DATA_DIR });
    await askFor(first.origin, 'PATCH', '/program', { site: DEMO_SITE, json: NAME });
    const second = spawnService({ DATA_DIR, LOYALTY_ADMIN_KEY: KEY });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.stderr()).toBe(`loyalty-programs: DATA_DIR ${DATA_DIR} is in use by another instance\n`);

    first.child.kill('SIGKILL');
    await first.ended;
    const third = await startServiceWithKey({ DATA_DIR });
    expect(await askFor(third.origin, 'GET', '/program', { site: DEMO_SITE })).toMatchObject(NAME);
  });

  it('holds one complete database file without a WAL after a stop', async () => {
    const DATA_DIR = temporaryFolder();
    const first = await startServiceWithKey({ DATA_DIR });
    await askFor(first.origin, 'PATCH', '/program', { site: DEMO_SITE, json: NAME });
    first.child.kill('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    const database = new DatabaseSync(join(DATA_DIR, 'loyalty-programs.db'), { readOnly: true });
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.close();
    const second = await startServiceWithKey({ DATA_DIR });
    expect(await askFor(second.origin, 'GET', '/program', { site: DEMO_SITE })).toMatchObject(NAME);
  });

  it('holds files that only their owner can read', async () => {
    const DATA_DIR = temporaryFolder();
    const { origin } = await startServiceWithKey({ DATA_DIR });
    await askFor(origin, 'PATCH', '/program', { site: DEMO_SITE, json: NAME });
    const modes = readdirSync(DATA_DIR).map((name) => [name, statSync(join(DATA_DIR, name)).mode & 0o777]);
    expect(modes).toEqual(modes.map(([name]) => [name, 0o600]));
    expect(modes.map(([name]) => name)).toEqual(
      expect.arrayContaining(['lock', 'loyalty-programs.db', 'loyalty-programs.db-wal']),
    );
  });

  it('gets the demo site once, so an operator can remove it', async () => {
    const DATA_DIR = temporaryFolder();
    const first = await startServiceWithKey({ DATA_DIR });
    await askFor(first.origin, 'DELETE', `/installations/${DEMO_SITE}`);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = await startServiceWithKey({ DATA_DIR });
    expect(second.stderr()).not.toContain('curl');
    expect((await ask(second.origin, 'GET', `/installations/${DEMO_SITE}`)).status).toBe(404);
  });

  it('of a later version is refused with one line and left unchanged', async () => {
    const DATA_DIR = temporaryFolder();
    const database = new DatabaseSync(join(DATA_DIR, 'loyalty-programs.db'));
    migrate(database)._unsafeUnwrap();
    database.exec('INSERT INTO loyalty_schema_versions (version) VALUES (99)');
    database.close();
    const service = spawnService({ DATA_DIR });
    expect(await service.ended).toEqual({ code: 1, signal: null });
    expect(service.stderr()).toMatch(/^loyalty-programs: DATA_DIR: \S+ has tables of version 99, [^\n]+\n$/u);
    expect(readdirSync(DATA_DIR)).not.toContain('admin.key');
  });
});
