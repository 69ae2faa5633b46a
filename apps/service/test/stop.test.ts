import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_SITE } from '../src/start-service.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import {
  type RawConnection,
  bodyOf,
  rawConnection,
  rawRequest,
} from '@loyalty-programs/testing/net/raw-connection';
import {
  ADMIN_KEY,
  eventually,
  type RunningService,
  spawnService,
  startServiceWithKey,
} from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

const BODY = JSON.stringify({ loyaltyProgram: { name: 'Harbour Club' } });
const HALF = BODY.length / 2;

const UPDATE = rawRequest('PATCH /loyalty-programs/v1/program HTTP/1.1', {
  Authorization: ADMIN_KEY,
  'wix-site-id': DEMO_SITE,
  'Content-Type': 'application/json',
  'Content-Length': String(BODY.length),
  Expect: '100-continue',
});
const LIVE = rawRequest('GET /health/live HTTP/1.1', {});

const refusesConnections = async ({ origin }: RunningService): Promise<boolean> =>
  fetch(`${origin}/health/live`).then(
    () => false,
    () => true,
  );

const stopping = (service: RunningService): Promise<true> =>
  eventually(() => (service.stdout().includes('"stopping"') ? true : undefined), 'the stop to begin');

/** A call of which half is sent, and which the service has begun to answer. */
const halfSent = async ({ port }: RunningService): Promise<RawConnection> => {
  const slow = await rawConnection(port);
  slow.send(UPDATE);
  await slow.receives('HTTP/1.1 100 Continue\r\n\r\n');
  slow.send(BODY.slice(0, HALF));
  return slow;
};

describe.concurrent('The stopping service', () => {
  it.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGINT', 'SIGINT'],
  ] as const)(
    'answers calls in flight after %s and %s, takes no new ones, and exits with code 0 at once',
    async (signal, repeated) => {
      const service = await startServiceWithKey();
      const unused = await rawConnection(service.port);
      const idle = await rawConnection(service.port);
      idle.send(LIVE);
      await idle.receives('UP');
      const slow = await halfSent(service);

      service.child.kill(signal);
      await stopping(service);
      expect(await refusesConnections(service)).toBe(true);
      // A terminal and a package manager both send one.
      service.child.kill(repeated);
      await unused.ends();
      await idle.ends();
      expect(service.child.exitCode).toBeNull();

      slow.send(BODY.slice(HALF));
      const answered = performance.now();
      const answer = await slow.ends();
      expect(answer).toContain('HTTP/1.1 200 OK\r\n');
      expect(answer).toMatch(/\r\nconnection: close\r\n/iu);
      expect(bodyOf(answer)).toMatchObject({ loyaltyProgram: { name: 'Harbour Club' }, revision: '1' });
      expect(await service.ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - answered).toBeLessThan(2000);
      expect(service.stdout()).toMatch(/"stopped"\}\n$/u);
    },
  );

  it('exits with code 0 if stopped before it listens', async () => {
    // A keys file that keeps the start waiting.
    const LOYALTY_KEYS_FILE = join(temporaryFolder(), 'keys');
    execFileSync('sh', ['-c', 'mkfifo "$0"', LOYALTY_KEYS_FILE]);
    const service = spawnService({ LOYALTY_ADMIN_KEY: ADMIN_KEY, LOYALTY_KEYS_FILE });
    const keysFile = await open(LOYALTY_KEYS_FILE, 'w');
    service.child.kill('SIGTERM');
    await keysFile.writeFile('{ "keys": [] }');
    await keysFile.close();
    expect(await service.ended).toEqual({ code: 0, signal: null });
    expect(service.stdout()).toMatch(/"stopped"\}\n$/u);
  });
});
