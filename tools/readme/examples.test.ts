import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { describe, expect, test } from 'vitest';
import { exampleFiles, packageReadmes, pages, pathsShownIn, root, textOf, withExamples } from './examples.js';

const run = promisify(execFile);

const outputOf = async (
  path: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const options = ['--conditions=@loyalty-programs/source', '--import=tsx', path];
  const env = { ...process.env, ...environment };
  const { stdout } = await run(process.execPath, options, { cwd: root, env });
  return stdout;
};

/** What each example prints, apart from those that need a server. */
const PRINTED = {
  'examples/batching.ts': '[ true, true, true ]\n',
  'examples/certify.ts': 'Every check passed\n',
  'examples/dashboard.ts': 'The dashboard is at /loyalty/\n',
  'examples/embed.ts': 'Harbour Club is ACTIVE\n',
  'examples/errors.ts': 'Install loyalty first\n',
  'examples/front-end.ts': '1 point | 5 punktów\n5 Shells\nmust be at most 20 characters long\nUnavailable\n',
  'examples/http-client.ts': 'Unauthenticated\n',
  'examples/in-memory.ts': '2030-01-01T00:01:00.000Z\nRepositoryUnavailable\n',
  'examples/invalidate-cache.ts': 'Ten caches are up to date\n',
  'examples/mail-on-activation.ts': 'my-site-3: the loyalty program of my-site is live\n',
  'examples/mount.ts': 'Mounted\n',
  'examples/sqlite.ts': 'Harbour Club, revision 1\n',
  'examples/swap-in-memory.ts': 'LoyaltyNotInstalled\n',
  'examples/webhook-sender.ts':
    'may be called: shop.example\nmay be called: localhost:3000\nmust lead to the public internet\n',
};

/** Run below against PostgreSQL, and by the tests of the service. */
const ON_A_SERVER = ['examples/official-client.ts', 'examples/postgres.ts'];

const allPages = await pages();
const readmes = await packageReadmes();

describe('the examples', () => {
  test.each(allPages)('are shown unchanged: %s', async (page) => {
    const text = await textOf(page);
    expect(text).toBe(await withExamples(text));
  });

  test('are all shown', async () => {
    const texts = await Promise.all(allPages.map(textOf));
    const shown = new Set(texts.flatMap(pathsShownIn));
    expect([...shown].sort()).toEqual(await exampleFiles());
  });

  test('all run in the tests', async () => {
    expect([...Object.keys(PRINTED), ...ON_A_SERVER].sort()).toEqual(await exampleFiles());
  });

  test.each(Object.entries(PRINTED))('run: %s', async (path, printed) => {
    expect(await outputOf(path)).toBe(printed);
  });

  test.skipIf(!postgresAvailable)('run: examples/postgres.ts', async () => {
    const { url, drop } = await createTestDatabase();
    expect(await outputOf('examples/postgres.ts', { DATABASE_URL: url })).toBe('Harbour Club\nrevision 1\n');
    await drop();
  });
});

describe('the READMEs', () => {
  test.each(['README.md', ...readmes])('hold no other code: %s', async (page) => {
    const text = await textOf(page);
    expect([...text.matchAll(/^```tsx?$/gmu)]).toHaveLength(pathsShownIn(text).length);
  });

  test.each(readmes)('say how to install and where to read on: %s', async (page) => {
    const text = await textOf(page);
    const name = page.split('/')[1] ?? '';
    expect(text).toMatch(new RegExp(`^# @loyalty-programs/${name}\n`, 'u'));
    expect(text).toMatch(/\]\(\.\.\/\.\.\/[\w./-]+\.md\)/u);
    if (name === 'testing') return;
    expect(text).toMatch(new RegExp(`npm install (?:[^\n]+ )?@loyalty-programs/${name}\\b`, 'u'));
    expect(pathsShownIn(text)).not.toEqual([]);
  });

  test('the first one fits a page', async () => {
    const text = await textOf('README.md');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192);
    expect(text.split('\n').length).toBeLessThanOrEqual(180);
  });
});
