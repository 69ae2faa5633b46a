import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_SITE } from '../src/start-service.js';
import { ask } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import {
  ADMIN_KEY,
  eventually,
  startService,
  startServiceWithKey,
} from '@loyalty-programs/testing/service-process';
import { SERVICE_SOURCES } from '@loyalty-programs/testing/service-program';
import { WORKSPACE_ROOT } from '@loyalty-programs/testing/workspace-root';

afterAll(cleanUp);

// As `pnpm start` runs it; the other tests start a bundle of the same files, which takes less time.
const kept = await startService({}, SERVICE_SOURCES);
const given = await startServiceWithKey({ CORS_ORIGINS: 'https://shop.example' });

const curlLinesOf = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/^ +(curl .*)$/gmu)].map(([, line = '']) => line);

const inShell = async (line: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const { stdout } = await promisify(execFile)('sh', ['-c', line], {
    cwd: WORKSPACE_ROOT,
    env: { PATH: process.env['PATH'], ...env },
  });
  const body: unknown = JSON.parse(stdout);
  return body;
};

describe('The running service', () => {
  it('prints lines that work as they stand, up to an active program, with the stored key', async () => {
    const answers: unknown[] = [];
    for (const line of curlLinesOf(kept.stderr())) answers.push(await inShell(line));
    expect(answers).toMatchObject([
      { loyaltyProgram: { status: 'DRAFT' }, revision: '0' },
      { installation: { apps: ['stores'] } },
      { loyaltyProgram: { status: 'DRAFT', name: 'Harbour Club' } },
      { loyaltyProgram: { status: 'ACTIVE' }, revision: '2' },
    ]);
  });

  it('prints lines that work with the key in the environment', async () => {
    const lines = curlLinesOf(given.stderr());
    expect(lines.join('\n')).not.toContain(ADMIN_KEY);
    const answer = await inShell(lines[0] ?? '', { LOYALTY_ADMIN_KEY: ADMIN_KEY });
    expect(answer).toMatchObject({ loyaltyProgram: {} });
    expect(readdirSync(given.dataDir)).not.toContain('admin.key');
    expect(given.stderr()).not.toContain('Admin key');
  });

  it.each(['live', 'ready'])('says without a key that it is %s', async (what) => {
    const response = await fetch(`${given.origin}/health/${what}`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'UP' }]);
  });

  it('describes its API without a key', async () => {
    const response = await fetch(`${given.origin}/openapi.json`);
    expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
  });

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://other.example', null],
  ])('tells a page of %s that its origin is allowed: %j', async (origin, allowed) => {
    const response = await fetch(`${given.origin}/loyalty-programs/v1/program`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
  });

  it('writes a line of JSON for each call, without keys, queries and bodies', async () => {
    const key = 'wrong-key-never-to-be-seen';
    await ask(given.origin, 'GET', '/program/events?after=0&secret=in-the-query', { site: DEMO_SITE });
    const json = { loyaltyProgram: { name: 'in-the-body' } };
    await ask(given.origin, 'PATCH', '/program', { site: DEMO_SITE, json });
    const { headers } = await ask(given.origin, 'GET', '/program', { key, site: DEMO_SITE });
    const requestId = headers.get('x-wix-request-id');
    await eventually(() => (given.stdout().includes(String(requestId)) ? true : undefined), 'the log');

    // Of calls before this test, the last lines may come only now.
    const lines = given
      .stdout()
      .trimEnd()
      .split('\n')
      .filter((line) => line.includes('"call"'))
      .slice(-3);
    const base = '/loyalty-programs/v1/program';
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { method: 'GET', path: `${base}/events`, status: 200, msg: 'call' },
      { method: 'PATCH', path: base, status: 200 },
      { method: 'GET', path: base, status: 401, requestId },
    ]);
    for (const secret of [ADMIN_KEY, key, 'in-the-query', 'in-the-body']) {
      expect(given.stdout() + given.stderr()).not.toContain(secret);
    }
  });

  it('answers fifty callers on reused connections', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 50 });
    const get = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${given.origin}/loyalty-programs/v1/program`, {
          agent,
          headers: { authorization: ADMIN_KEY, 'wix-site-id': DEMO_SITE },
        })
          .on('response', (response) => {
            response.resume().on('end', () => {
              resolve(response.statusCode);
            });
          })
          .on('error', reject)
          .end();
      });
    const statuses = await Promise.all(Array.from({ length: 500 }, get));
    agent.destroy();
    expect(statuses.every((status) => status === 200)).toBe(true);
  });

  it('continues to answer when its log is no longer read', async () => {
    const key = readFileSync(join(kept.dataDir, 'admin.key'), 'utf8').trim();
    kept.child.stdout?.destroy();
    kept.child.stderr?.destroy();
    for (let call = 0; call < 5; call += 1) {
      expect((await ask(kept.origin, 'GET', '/program', { key, site: DEMO_SITE })).status).toBe(200);
    }
    kept.child.kill('SIGTERM');
    expect(await kept.ended).toEqual({ code: 0, signal: null });
  });
});
