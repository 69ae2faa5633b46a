import { setTimeout as sleep } from 'node:timers/promises';
import { type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, afterwards } from '@loyalty-programs/testing/cleanup';
import { rawRequest } from '@loyalty-programs/testing/net/raw-connection';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { megabytesOf } from './support/memory.js';

afterAll(cleanUp);

const DESCRIPTION = rawRequest('GET /openapi.json HTTP/1.1', {});
const CALLERS = 1000;

/** Stated in docs/operations.md. */
const MEGABYTES_PER_CALLER = 0.25;

/** A caller that sends calls and never reads an answer. */
const aCaller = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.pause();
  socket.on('error', () => undefined);
  afterwards(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
};

describe('A thousand callers that pipeline calls and read nothing', () => {
  it('cost a bounded amount of memory, and nobody else an answer', async () => {
    const service = await startServiceWithKey();
    await (await fetch(`${service.origin}/openapi.json`)).text();
    const before = megabytesOf(service.child.pid);
    const callers: Socket[] = [];
    for (let caller = 0; caller < CALLERS; caller += 1) callers.push(await aCaller(service.port));
    let most = 0;
    for (let round = 0; round < 20; round += 1) {
      for (const caller of callers) caller.write(DESCRIPTION);
      await sleep(100);
      most = Math.max(most, megabytesOf(service.child.pid));
      expect((await fetch(`${service.origin}/health/live`)).status).toBe(200);
    }
    expect(most - before).toBeLessThan(CALLERS * MEGABYTES_PER_CALLER);
  }, 120_000);
});
