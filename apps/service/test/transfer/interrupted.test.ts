import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readPostgresSettings } from '../../src/config/store-settings.js';
import { openSiteStore } from '../../src/transfer/stores/open-site-store.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { runCommand, startCommand } from '../support/command.js';
import { largeFile } from './support/large-file.js';
import { postgresAvailable, temporaryDatabaseUrl } from './support/stores.js';

afterAll(cleanUp);

interface Place {
  readonly DATA_DIR: string;
  readonly DATABASE_URL?: string;
}

const SITES = 6000;

/** How many sites are there, where there is a store at all. */
const sitesIn = async ({ DATA_DIR, DATABASE_URL }: Place): Promise<number> => {
  const opened = await openSiteStore(
    {
      dataDir: DATA_DIR,
      postgres: readPostgresSettings({ DATABASE_URL })._unsafeUnwrap(),
    },
    'read',
  );
  if (opened.isErr()) return 0;
  const store = opened.value;
  const sites = (await store.sites.countSites())._unsafeUnwrap();
  await store.close();
  return sites;
};

const waitForMore = async (place: Place, than: number): Promise<void> => {
  const end = performance.now() + 20_000;
  while ((await sitesIn(place)) <= than) {
    if (performance.now() > end) throw new Error(`waited in vain for more than ${than} sites`);
    await sleep(5);
  }
};

const resumes = async (place: Place): Promise<void> => {
  const file = largeFile(SITES);
  const text = readFileSync(file, 'utf8');
  const lines = new Set(text.split('\n'));
  let before = 0;
  for (const part of [0.5, 0.9]) {
    const { child, ended } = startCommand(['import', '-'], { ...place });
    // Its input goes on, so it can't have come to an end.
    child.stdin?.write(text.slice(0, text.length * part));
    await waitForMore(place, before);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    before = await sitesIn(place);
    expect(before).toBeLessThan(SITES);
    const { stdout } = await runCommand(['export', '-'], { ...place });
    // The first line and the sites are those of the file; only the number in the last line is another.
    expect(stdout.split('\n').filter((line) => !lines.has(line))).toEqual([
      `{"type":"End","sites":${before}}`,
    ]);
  }
  expect(await runCommand(['import', file], { ...place })).toEqual({
    code: 0,
    stdout: '',
    stderr: `sites imported: ${SITES - before}, there already: ${before}; lines refused: 0\n`,
  });
  const { stdout } = await runCommand(['export', '-'], { ...place });
  expect(stdout === text).toBe(true);
};

describe('An import that is killed', () => {
  it('leaves whole sites behind, and the next one completes it', async () => {
    await resumes({ DATA_DIR: temporaryFolder() });
  }, 60_000);

  it.skipIf(!postgresAvailable)(
    'leaves whole sites on PostgreSQL, and the next one does the rest',
    async () => {
      await resumes({ DATA_DIR: temporaryFolder(), DATABASE_URL: await temporaryDatabaseUrl() });
    },
    60_000,
  );
});
