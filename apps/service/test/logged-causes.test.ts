import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loggable } from '../src/log-output.js';
import { cachedReadiness } from '../src/http/readiness.js';

describe('What is logged of a cause', () => {
  it('is its message, code and causes, and no other property', () => {
    const driver = Object.assign(new Error('connection refused'), {
      code: 'ECONNREFUSED',
      client: { password: 's3cret' },
    });
    const cause = {
      type: 'Unavailable',
      cause: new TypeError('no answer', { cause: driver }),
      key: 's3cret',
    };
    const logged = loggable(cause);
    expect(logged).toMatchObject({
      type: 'Unavailable',
      cause: {
        type: 'TypeError',
        message: 'no answer',
        cause: { message: 'connection refused', code: 'ECONNREFUSED' },
      },
    });
    expect(JSON.stringify(logged)).not.toContain('s3cret');
  });

  it.each(['text', 7, null, undefined])('is %j itself', (cause) => {
    expect(loggable(cause)).toBe(cause);
  });

  it('is finite even if causes form a cycle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(loggable(error)).match(/"message":"round"/gu)).toHaveLength(6);
  });
});

describe('Readiness', () => {
  const probe = (check: () => Promise<boolean>) => {
    const lines: string[] = [];
    const isReady = cachedReadiness(check, {
      error: (fields: object, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`),
      info: (message: string) => lines.push(message),
    });
    return { lines, isReady };
  };

  it('is checked at most once a second', async () => {
    let checks = 0;
    const { isReady } = probe(() => {
      checks += 1;
      return Promise.resolve(true);
    });
    expect(await Promise.all([isReady(), isReady(), isReady()])).toEqual([true, true, true]);
    expect(await isReady()).toBe(true);
    expect(checks).toBe(1);
    await sleep(1050);
    await isReady();
    expect(checks).toBe(2);
  });

  it('is logged once with its cause when lost, and once when regained', async () => {
    let cause: Error | undefined = new Error('disk full');
    const { isReady, lines } = probe(() =>
      cause === undefined ? Promise.resolve(true) : Promise.reject(cause),
    );
    expect(await isReady()).toBe(false);
    await sleep(1050);
    expect(await isReady()).toBe(false);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^not ready .*disk full/u);
    cause = undefined;
    await sleep(1050);
    expect(await isReady()).toBe(true);
    expect(lines[1]).toBe('ready again');
  });
});
