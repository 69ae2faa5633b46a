import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(import.meta.dirname, '../..');

const KEY = 'key-of-the-measurement';
const SITE = 'measured-site';

const urlOf = async (child: ChildProcess): Promise<string> => {
  let text = '';
  for await (const chunk of child.stderr ?? []) {
    text += String(chunk);
    const url = /listens on (http:\S+)/u.exec(text)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the server did not start: ${text}`);
};

const replyTo = (child: ChildProcess, message: string): Promise<unknown> =>
  new Promise((resolve) => {
    child.once('message', resolve);
    child.send(message);
  });

const isOwnSource = (path: string): boolean => /^(?:packages|apps)\/[^/]+\/src\/.+\.ts$/u.test(path);

const ownSources = (report: unknown): readonly string[] => {
  if (typeof report !== 'object' || report === null || !('executed' in report)) return [];
  const urls = Array.isArray(report.executed) ? report.executed.map(String) : [];
  const paths = urls
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(ROOT, fileURLToPath(url.replace(/[?#].*/u, ''))));
  return [...new Set(paths.filter(isOwnSource))].sort();
};

/**
 * The source files of which one PATCH calls at least one function, in a server that has answered a PATCH before.
 * `program` is a script that listens on HTTP and writes the address to standard error.
 */
export const filesExecutedByPatch = async (program: string): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-'));
  const child = spawn(
    process.execPath,
    [
      '--conditions=@loyalty-programs/source',
      '--import=tsx',
      `--import=${join(import.meta.dirname, 'record-coverage.ts')}`,
      join(ROOT, program),
    ],
    {
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, LOYALTY_ADMIN_KEY: KEY, SITE },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const exited = once(child, 'exit');
  try {
    const url = await urlOf(child);
    const call = async (method: string, path: string, body: object): Promise<void> => {
      const response = await fetch(`${url}/loyalty-programs/v1/${path}`, {
        method,
        headers: { authorization: KEY, 'wix-site-id': SITE, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    };
    // The embedded host has installed the site itself.
    if (program.startsWith('apps/')) await call('PUT', `installations/${SITE}`, { apps: ['stores'] });
    await call('PATCH', 'program', { loyaltyProgram: { name: 'Before' } });
    await replyTo(child, 'start');
    await call('PATCH', 'program', { loyaltyProgram: { name: 'Measured' } });
    return ownSources(await replyTo(child, 'stop'));
  } finally {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
};
