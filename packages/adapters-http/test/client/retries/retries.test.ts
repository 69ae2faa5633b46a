import { getEventListeners } from 'node:events';
import type { Transport } from '@loyalty-programs/adapters-http/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Told,
  goodAnswer,
  guarded,
  impatient,
  read,
  refusal,
  tell,
  typeOf,
  unguarded,
} from '../support/calls.js';
import { type Script, answering, cutting, inTurn } from '../support/raw-server.js';

const good = answering(200, goodAnswer());
const busy = answering(503, refusal('UNAVAILABLE', { unavailable: 'SERVICE' }));
const unsure = answering(503, refusal('UNAVAILABLE', { unavailable: 'REPOSITORY', outcome: 'UNKNOWN' }));
const bare503 = answering(503, '');
const theirs = answering(503, refusal('UNAVAILABLE'));
const tooMany = answering(429, '');
const conflict = answering(409, refusal('INVALID_REVISION', { expectedRevision: '3', actualRevision: '4' }));
const patient = { timeout: 3000, retries: 3 } as const;

const seen = ({ type, requests }: Told): readonly [string, number] => [type, requests.length];

const HICCUPS: readonly (readonly [string, Script])[] = [
  ['a cut connection', cutting],
  ['a 503 of our own', busy],
  ['a 503 of our own that knows no outcome', unsure],
  ['a 503 of somebody else', bare503],
  ['a 503 of somebody else in our words', theirs],
  ['a 502', answering(502, '<html>')],
  ['a 429', tooMany],
];

describe('Tries', () => {
  // The share of a pause that is left to chance, which is all of it here, takes no time.
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(HICCUPS)('continue for a read after %s', async (_, hiccup) => {
    expect(seen(await tell(read, inTurn(hiccup, hiccup, good), patient))).toEqual(['Ok', 3]);
  });

  it.each(HICCUPS)('continue for a conditional change after %s', async (_, hiccup) => {
    const told = await tell(guarded, inTurn(hiccup, hiccup, good), patient);
    expect(seen(told)).toEqual(['Ok', 3]);
    for (const request of told.requests) expect(request).toMatch(/^if-match: "site-a\/3"\r$/imu);
  });

  it.each([
    ['a 429', tooMany],
    ['a 503 of our own', busy],
  ])('go on for an unguarded change after %s', async (_, hiccup) => {
    expect(seen(await tell(unguarded, inTurn(hiccup, good), patient))).toEqual(['Ok', 2]);
  });

  it.each([
    ['a cut connection', cutting],
    ['a 503 of our own that knows no outcome', unsure],
    ['a 503 of somebody else', bare503],
    ['a 503 of somebody else in our words', theirs],
    ['a 502', answering(502, '<html>')],
  ])('end for an unguarded change with %s', async (_, hiccup) => {
    expect(seen(await tell(unguarded, inTurn(hiccup, good), patient))).toEqual(['OutcomeUnknown', 1]);
  });

  it('end for an unconditional change with a cut connection after a temporary refusal', async () => {
    const told = await tell(unguarded, inTurn(tooMany, cutting, good), patient);
    expect(seen(told)).toEqual(['OutcomeUnknown', 2]);
  });

  it('leave the outcome unknown on a conflict after a cut connection', async () => {
    expect(seen(await tell(guarded, inTurn(cutting, conflict), patient))).toEqual(['OutcomeUnknown', 2]);
  });

  it('leave a conflict after a temporary refusal certain', async () => {
    expect(seen(await tell(guarded, inTurn(tooMany, conflict), patient))).toEqual(['RevisionConflict', 2]);
  });

  it('leave the outcome unknown after a cut connection and a final refusal', async () => {
    const told = await tell(guarded, inTurn(cutting, tooMany), { timeout: 3000, retries: 1 });
    expect(seen(told)).toEqual(['OutcomeUnknown', 2]);
  });

  it.each([0, 1, 2])('are limited: %i more', async (retries) => {
    const told = await tell(read, cutting, { timeout: 3000, retries });
    expect(seen(told)).toEqual(['Unavailable', retries + 1]);
  });

  it('end at the time limit', async () => {
    vi.restoreAllMocks();
    const told = await tell(read, cutting, { timeout: 300, retries: 1000 });
    expect(told.type).toBe('Unavailable');
    expect(told.milliseconds).toBeLessThan(450);
  });

  it('leave no listeners on the signal of their call', async () => {
    const listeners: number[] = [];
    const transport: Transport = ({ signal }) => {
      listeners.push(getEventListeners(signal, 'abort').length);
      return Promise.reject(new Error('cut'));
    };
    const options = impatient('http://nowhere.invalid', { transport, timeout: 3000, retries: 30 });
    expect(await typeOf(read(options))).toBe('Unavailable');
    expect(listeners).toEqual(Array.from({ length: 31 }, () => listeners[0]));
  });

  it('fetch the key once each', async () => {
    let keys = 0;
    const credentials = { apiKey: () => Promise.resolve(`key-${(keys += 1)}`) };
    const { requests } = await tell(read, inTurn(cutting, good), { ...patient, credentials });
    expect(requests.map((request) => /key-\d/u.exec(request)?.[0])).toEqual(['key-1', 'key-2']);
  });
});
