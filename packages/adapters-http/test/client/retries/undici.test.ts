import { createUndiciTransport } from '@loyalty-programs/adapters-http/client/undici';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  byFetch,
  byUndici,
  forThisTest,
  goodAnswer,
  impatient,
  read,
  typeOf,
  unguarded,
} from '../support/calls.js';
import { type Script, answering } from '../support/raw-server.js';

const silent: Script = () => undefined;

describe('A change was certainly not made', () => {
  it('if it waited for a connection throughout', async () => {
    const { origin, requests } = await forThisTest(silent);
    const undici = createUndiciTransport(origin, { connections: 1 });
    const first = typeOf(unguarded(impatient(origin, { transport: undici.transport, timeout: 600 })));
    await vi.waitUntil(() => requests.length === 1, { interval: 5 });
    expect(await typeOf(unguarded(impatient(origin, { transport: undici.transport, timeout: 200 })))).toBe(
      'Unavailable',
    );
    expect(await first).toBe('OutcomeUnknown');
    expect(requests).toHaveLength(1);
    await undici.close();
  });

  it('if the transport was already closed', async () => {
    const { origin, requests } = await forThisTest(answering(200, goodAnswer()));
    const undici = createUndiciTransport(origin);
    expect(await typeOf(read(impatient(origin, { transport: undici.transport })))).toBe('Ok');
    await Promise.all([undici.close(), undici.close()]);
    expect(await typeOf(unguarded(impatient(origin, { transport: undici.transport })))).toBe('Unavailable');
    expect(requests).toHaveLength(1);
  });

  it('if its service is not that of the pool', async () => {
    const { origin, requests } = await forThisTest(answering(200, goodAnswer()));
    const undici = createUndiciTransport('http://127.0.0.1:9');
    onTestFinished(() => undici.close());
    expect(await typeOf(unguarded(impatient(origin, { transport: undici.transport })))).toBe('Unavailable');
    expect(requests).toEqual([]);
  });

  it.each([
    ['fetch', byFetch],
    ['undici', byUndici],
  ])('whose address is none, called with %s', async (_, carrier) => {
    const { origin } = await forThisTest(silent);
    const options = { ...impatient(origin, carrier(origin)), baseUrl: '/loyalty-programs' };
    expect(await typeOf(unguarded(options))).toBe('Unavailable');
  });
});
