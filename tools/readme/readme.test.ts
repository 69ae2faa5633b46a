import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { PROGRAM_STATUSES, STATUS_TRANSITIONS } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { pathsShownIn, withExamples } from './examples.js';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');

const outputOf = async (
  path: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const options = ['--conditions=@loyalty-programs/source', '--import=tsx', path];
  const env = { ...process.env, ...environment };
  const { stdout } = await run(process.execPath, options, { cwd: root, env });
  return stdout;
};

/** What each example prints. The one for PostgreSQL is further down; the one for the official client runs in the tests of the service. */
const PRINTED = {
  'examples/embed.ts': 'Harbour Club is ACTIVE\n',
  'examples/errors.ts': 'Install loyalty first\n',
  'examples/front-end.ts': '1 point | 5 punktów\n5 Shells\nmust be at most 20 characters long\nUnavailable\n',
  'examples/mount.ts': 'Mounted\n',
  'examples/sqlite.ts': 'Harbour Club, revision 1\n',
  'examples/swap-in-memory.ts': 'LoyaltyNotInstalled\n',
};

describe('the README', () => {
  test('shows the examples as they are', async () => {
    expect(readme).toBe(await withExamples(readme));
  });

  test('shows every example', async () => {
    const files = (await readdir(new URL('examples/', root))).filter((file) => file.endsWith('.ts'));
    expect([...pathsShownIn(readme)].sort()).toEqual(files.map((file) => `examples/${file}`).sort());
  });

  test.each(Object.entries(PRINTED))('has code that runs: %s', async (path, printed) => {
    expect(await outputOf(path)).toBe(printed);
  });

  test.skipIf(!postgresAvailable)('has code that runs: examples/postgres.ts', async () => {
    const { url, drop } = await createTestDatabase();
    expect(await outputOf('examples/postgres.ts', { DATABASE_URL: url })).toBe('Harbour Club\nrevision 1\n');
    await drop();
  });

  test('draws the statuses as the transition table has them', () => {
    const drawn = [...readme.matchAll(/^ {4}([A-Z]+) --> ([A-Z]+): (\w+)$/gmu)].map(
      ([, from, to, operation]) => `${String(from)} ${String(operation)} ${String(to)}`,
    );
    const allowed = PROGRAM_STATUSES.flatMap((status) =>
      Object.entries(STATUS_TRANSITIONS[status])
        .filter(([, transition]) => transition !== 'stays' && transition !== 'refused')
        .map(([operation, transition]) => `${status} ${operation} ${transition}`),
    );
    expect(drawn.sort()).toEqual(allowed.sort());
  });

  test('lists every code that the API answers with', async () => {
    const source = await readFile(
      new URL('packages/adapters-http/src/server/error-response.ts', root),
      'utf8',
    );
    const codes = [...source.matchAll(/(?:applicationError|permissionDenied)\([^)]*?'([A-Z_]{5,})'/gu)];
    expect(codes.length).toBeGreaterThan(8);
    for (const [, code] of codes) expect(readme).toContain(`\`${String(code)}\``);
  });
});
