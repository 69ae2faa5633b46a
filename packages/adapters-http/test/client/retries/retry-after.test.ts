import { describe, expect, it } from 'vitest';
import { goodAnswer, read, refusal, tell, unguarded } from '../support/calls.js';
import { type Script, answering, inTurn } from '../support/raw-server.js';

const good = answering(200, goodAnswer());
const patient = { timeout: 5000, retries: 2 } as const;

const later = (retryAfter: string, status = 429): Script =>
  answering(status, refusal('UNAVAILABLE', { unavailable: 'SERVICE' }), { 'retry-after': retryAfter });

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

describe('Retry-After', () => {
  it('is honoured', async () => {
    for (const told of await Promise.all(
      [429, 503].flatMap((status) =>
        [read, unguarded].map((call) => tell(call, inTurn(later('1', status), good), patient)),
      ),
    )) {
      expect(told.type).toBe('Ok');
      expect(told.milliseconds).toBeGreaterThanOrEqual(990);
      expect(told.milliseconds).toBeLessThan(1500);
    }
  });

  // The three ways to write a date in HTTP: of these a server writes the first, and all are to be understood.
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', (date: string) => date],
    [
      'Sunday, 06-Nov-94 08:49:37 GMT',
      (date: string) => date.replace(/^(\w+), (\d+) (\w+) \d\d(\d+)/u, '$1day, $2-$3-$4'),
    ],
    [
      'Sun Nov  6 08:49:37 1994',
      (date: string) => date.replace(/^(\w+), 0?(\d+) (\w+) (\d+) (\S+) GMT$/u, '$1 $3 $2 $5 $4'),
    ],
  ])('may be a date: %s', async (example, written) => {
    expect(written('Sun, 06 Nov 1994 08:49:37 GMT').replace(/\s+/gu, ' ')).toBe(
      example.replace(/\s+/gu, ' '),
    );
    const told = await tell(read, inTurn(later(written(inSeconds(2))), good), patient);
    expect(told.type).toBe('Ok');
    expect(told.milliseconds).toBeGreaterThanOrEqual(900);
  });

  it.each(['0', inSeconds(-60), 'soon', '-5', '1e3', ''])('asks for no wait: "%s"', async (retryAfter) => {
    const told = await tell(read, inTurn(later(retryAfter), good), patient);
    expect(told.type).toBe('Ok');
    expect(told.milliseconds).toBeLessThan(500);
  });

  it('is returned at once if it exceeds the time limit', async () => {
    for (const told of await Promise.all([read, unguarded].map((call) => tell(call, later('60'), patient)))) {
      expect(told.outcome._unsafeUnwrapErr()).toMatchObject({ type: 'Unavailable', retryAfter: 60 });
      expect(told.requests).toHaveLength(1);
      expect(told.milliseconds).toBeLessThan(500);
    }
  });

  it('may exceed the largest number', async () => {
    const told = await tell(read, later('9'.repeat(400)), patient);
    expect(told.type).toBe('Unavailable');
    expect(told.milliseconds).toBeLessThan(500);
  });
});
