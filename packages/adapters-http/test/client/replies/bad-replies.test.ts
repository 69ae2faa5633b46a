import { describe, expect, it } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';
import {
  SECRET_KEY,
  type Told,
  byFetch,
  byUndici,
  guarded,
  impatient,
  read,
  tell,
  unguarded,
} from '../support/calls.js';
import { serveRaw } from '../support/raw-server.js';
import { BAD_REPLIES, TEXT } from './scripts.js';

const errorIn = ({ outcome }: Told): unknown =>
  outcome.match(
    () => undefined,
    (error) => error,
  );

const CARRIERS = [
  ['fetch', byFetch],
  ['undici', byUndici],
] as const;

describe.each(CARRIERS)('A bad answer, called with %s', (_, carrier) => {
  it.each(BAD_REPLIES)('is a typed error without secrets, in time: %s', async (_name, script, expected) => {
    const told = await Promise.all([read, unguarded, guarded].map((call) => tell(call, script, {}, carrier)));
    expect(told.map(({ type }) => type)).toEqual([expected.read, expected.change, expected.change]);
    for (const each of told) {
      expect(each.requests).toHaveLength(1);
      // A deadline that is not kept would take forever; a machine under load takes a moment.
      expect(each.milliseconds).toBeLessThan(10_000);
      const text = JSON.stringify(errorIn(each));
      for (const secret of [SECRET_KEY, each.origin, '127.0.0.1', TEXT]) expect(text).not.toContain(secret);
    }
  });

  it('is reported with the time to wait if the service gives one', async () => {
    const [, script] = BAD_REPLIES.find(([name]) => name === 'a 429') ?? [];
    const told = await tell(unguarded, script ?? (() => undefined), {}, carrier);
    expect(errorIn(told)).toMatchObject({ type: 'Unavailable', retryAfter: 7 });
  });

  it('is the same as none if nothing listens', async () => {
    const server = await serveRaw(() => undefined);
    await server.stop();
    const { origin } = server;
    for (const call of [read, unguarded, guarded]) {
      const error = (await call(impatient(origin, carrier(origin)))).match(unexpected, theError);
      expect(error.type).toBe('Unavailable');
      expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|secret/u);
    }
  });
});
