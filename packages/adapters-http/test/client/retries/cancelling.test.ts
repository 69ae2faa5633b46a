import { setTimeout as wait } from 'node:timers/promises';
import type { AbortSignalLike } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it, vi } from 'vitest';
import {
  type Call,
  forThisTest,
  goodAnswer,
  guarded,
  impatient,
  read,
  typeOf,
  unguarded,
} from '../support/calls.js';
import { type Script, answerText, answering, cutting } from '../support/raw-server.js';

const CALLS: readonly (readonly [string, Call])[] = [
  ['a read', read],
  ['an unguarded change', unguarded],
  ['a guarded change', guarded],
];

const silent: Script = () => undefined;

const stuck: Script = (socket) => {
  socket.write(answerText(200, '', { 'content-length': '100' }));
};

/** Makes a call, gives it up after a while, and tells what came of it, and when. */
const givenUp = async (call: Call, script: Script) => {
  const { origin, requests } = await forThisTest(script);
  const controller = new AbortController();
  const options = impatient(origin, { timeout: 3000, retries: 30 });
  const pending = typeOf(call(options, { signal: controller.signal }));
  await vi.waitUntil(() => requests.length > 0, { interval: 5 });
  await wait(20);
  const start = performance.now();
  controller.abort();
  const type = await pending;
  return { type, milliseconds: performance.now() - start, requests };
};

describe('A cancelled call', () => {
  it.each(CALLS)('is not sent if it was cancelled before: %s', async (_, call) => {
    const { origin, requests } = await forThisTest(answering(200, goodAnswer()));
    expect(await typeOf(call(impatient(origin), { signal: AbortSignal.abort() }))).toBe('Cancelled');
    await wait(20);
    expect(requests).toEqual([]);
  });

  it.each([
    ['before an answer', silent],
    ['amid an answer', stuck],
    ['between two tries', cutting],
  ])('ends at once: %s', async (_, script) => {
    for (const [, call] of CALLS) {
      const { type, milliseconds } = await givenUp(call, script);
      expect(type).toBe(call === read ? 'Cancelled' : 'OutcomeUnknown');
      expect(milliseconds).toBeLessThan(100);
    }
  });

  it.each(CALLS)('was not carried out if it was refused temporarily: %s', async (_, call) => {
    const { type, requests } = await givenUp(call, answering(429, '', { 'retry-after': '1' }));
    expect(type).toBe('Cancelled');
    expect(requests).toHaveLength(1);
  });

  it.each(CALLS)('is not sent if the key arrives after the cancellation: %s', async (_, call) => {
    const { origin, requests } = await forThisTest(answering(200, goodAnswer()));
    const controller = new AbortController();
    const apiKey = async (): Promise<string> => {
      controller.abort();
      await wait(10);
      return 'late';
    };
    const options = impatient(origin, { credentials: { apiKey } });
    expect(await typeOf(call(options, { signal: controller.signal }))).toBe('Cancelled');
    await wait(30);
    expect(requests).toEqual([]);
  });

  it.each([
    ['an answer', answering(200, goodAnswer())],
    ['a cut connection', cutting],
    ['silence', silent],
  ])('is forgotten by its signal after %s', async (_, script) => {
    const listeners = new Set<() => void>();
    const signal: AbortSignalLike = {
      aborted: false,
      addEventListener: (_type, listener) => listeners.add(listener),
      removeEventListener: (_type, listener) => listeners.delete(listener),
    };
    for (const [, call] of CALLS) {
      const { origin } = await forThisTest(script);
      const pending = typeOf(call(impatient(origin, { timeout: 100, retries: 1 }), { signal }));
      expect(listeners.size).toBe(1);
      await pending;
      expect(listeners.size).toBe(0);
    }
  });
});
