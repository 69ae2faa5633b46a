import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadOrCreateAdminKey } from '../src/auth/admin-key.js';
import { ask } from './support/api.js';
import { accepted, lineOf } from './support/bad-setting.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { startService } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

describe('The admin key', () => {
  it('is created once, printed once, readable only by its owner, and valid after every restart', async () => {
    const DATA_DIR = join(temporaryFolder(), 'made', 'at', 'start');
    const first = await startService({ DATA_DIR });
    const file = join(DATA_DIR, 'admin.key');
    const key = readFileSync(file, 'utf8').trim();
    expect(first.stderr()).toContain(`Admin key, kept in ${file}: ${key}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    first.child.kill('SIGTERM');
    await first.ended;

    const second = await startService({ DATA_DIR });
    expect(second.stderr()).not.toContain(key);
    expect(readFileSync(file, 'utf8').trim()).toBe(key);
    const answer = await ask(second.origin, 'GET', '/bulk/programs', { key });
    expect(answer.status).toBe(200);
    for (const wrong of ['', `${key}x`, key.slice(1), `Bearer ${key}`]) {
      expect((await ask(second.origin, 'GET', '/bulk/programs', { key: wrong })).status).toBe(401);
    }
  });

  it('is created once by twenty concurrent callers, who all get the same one', async () => {
    const dataDir = temporaryFolder();
    const asked = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateAdminKey(dataDir)));
    const keys = asked.map((result) => result._unsafeUnwrap());
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(keys.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(readdirSync(dataDir)).toEqual(['admin.key']);
  });

  it.each(['', '\n', 'short', 'two lines of it\nand more'])(
    'is never taken from a broken file: %j',
    async (text) => {
      const dataDir = temporaryFolder();
      writeFileSync(join(dataDir, 'admin.key'), text);
      const refusal = (await loadOrCreateAdminKey(dataDir)).match(accepted, lineOf);
      expect(refusal).toContain('admin.key does not hold a key');
      expect(readFileSync(join(dataDir, 'admin.key'), 'utf8')).toBe(text);
    },
  );

  it('is an error if something else is in its place', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'admin.key'));
    expect((await loadOrCreateAdminKey(dataDir)).match(accepted, lineOf)).toContain('DATA_DIR');
  });
});
