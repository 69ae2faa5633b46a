import type { HttpRequest } from '@loyalty-programs/adapters-http/server';
import { actorOf } from '@loyalty-programs/core';
import type { StoredKey } from '@loyalty-programs/core/access';
import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import {
  adminKeyEntry,
  authenticateByKey,
  callerAddress,
  FailedKeys,
  sha256Of,
} from '../src/auth/authenticate.js';

const KEY = 'the-key-of-the-admin';

const requestOf = (
  headers: Readonly<Record<string, string>>,
  remoteAddress = '203.0.113.7',
): HttpRequest => ({
  method: 'GET',
  path: '/loyalty-programs/v1/program',
  query: '',
  remoteAddress,
  header: (name) => headers[name],
  body: () => Promise.resolve(ok(new Uint8Array())),
});

const world = () => {
  const lines: string[] = [];
  const authenticate = authenticateByKey({
    keys: [adminKeyEntry(KEY)],
    keyStore: {
      find: () => Promise.resolve(ok(undefined)),
      noteUse: () => Promise.resolve(ok(undefined)),
    },
    clock: { now: Date.now },
    directory: { listSites: () => Promise.resolve(ok([])) },
    trustedProxies: 0,
    logger: { warn: (fields: object, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`) },
  });
  const outcome = async (key: string, address?: string) =>
    (await authenticate(requestOf({ authorization: key }, address))).match(
      () => 'ok',
      ({ type }) => type,
    );
  return { lines, outcome };
};

describe('Wrong keys', () => {
  it('are refused unchecked after twenty from one address; each is logged without the key', async () => {
    const { lines, outcome } = world();
    for (let guess = 0; guess < 20; guess += 1)
      expect(await outcome(`guess-${guess}`)).toBe('Unauthenticated');
    expect(await outcome('guess-20')).toBe('RateLimited');
    expect(lines).toHaveLength(20);
    expect(lines[0]).toBe('wrong key {"address":"203.0.113.7","path":"/loyalty-programs/v1/program"}');
    expect(lines[19]).toMatch(/^too many wrong keys /u);
    expect(lines.join()).not.toContain('guess');
  });

  it('do not lock out other addresses or a key that has worked from there before', async () => {
    const { outcome } = world();
    expect(await outcome(KEY)).toBe('ok');
    for (let guess = 0; guess < 30; guess += 1) await outcome(`guess-${guess}`);
    expect(await outcome(KEY)).toBe('ok');
    expect(await outcome(KEY, '203.0.113.8')).toBe('ok');
  });

  it('lock out the right key if it has never been used from there', async () => {
    const { outcome } = world();
    for (let guess = 0; guess < 30; guess += 1) await outcome(`guess-${guess}`);
    expect(await outcome(KEY)).toBe('RateLimited');
  });

  it('do not include calls without a key', async () => {
    const { lines, outcome } = world();
    for (let call = 0; call < 30; call += 1) expect(await outcome('')).toBe('Unauthenticated');
    expect(lines).toEqual([]);
  });
});

describe('The use of a stored key', () => {
  it('is recorded beside the call, by one write at a time', async () => {
    let writes = 0;
    const stored: StoredKey = {
      id: 'key-1',
      sha256: sha256Of(KEY),
      actor: actorOf('till 1'),
      permissions: ['READ_PROGRAM'],
      sites: 'all',
      accountId: null,
      expires: null,
      createdDate: 0,
      createdBy: null,
      lastUsed: null,
    };
    const authenticate = authenticateByKey({
      keys: [],
      keyStore: {
        find: () => Promise.resolve(ok(stored)),
        noteUse: () => {
          writes += 1;
          return new Promise(() => undefined);
        },
      },
      clock: { now: Date.now },
      directory: { listSites: () => Promise.resolve(ok([])) },
      trustedProxies: 0,
      logger: { warn: () => undefined },
    });
    for (let call = 0; call < 3; call += 1) {
      const authenticated = await authenticate(requestOf({ authorization: KEY }));
      expect(authenticated.isOk()).toBe(true);
    }
    expect(writes).toBe(1);
  });
});

describe('The keys that have worked from an address', () => {
  it('are remembered up to a thousand', () => {
    const failedKeys = new FailedKeys(() => 0);
    for (let key = 0; key <= 1000; key += 1) failedKeys.noteRight('a', String(key));
    for (let guess = 0; guess < 20; guess += 1) failedKeys.noteWrong('a');
    expect(failedKeys.retryAfter('a', '0')).toBe(3);
    expect(failedKeys.retryAfter('a', '1')).toBeUndefined();
    expect(failedKeys.retryAfter('a', '1000')).toBeUndefined();
  });
});

describe('The allowance of an address', () => {
  it('recovers by one key every three seconds', () => {
    let now = 0;
    const failedKeys = new FailedKeys(() => now);
    for (let guess = 0; guess < 20; guess += 1) failedKeys.noteWrong('a');
    expect(failedKeys.retryAfter('a', 'x')).toBe(3);
    now += 1500;
    expect(failedKeys.retryAfter('a', 'x')).toBe(2);
    now += 1500;
    expect(failedKeys.retryAfter('a', 'x')).toBeUndefined();
    expect(failedKeys.noteWrong('a')).toBe(true);
    now += 3_600_000;
    for (let guess = 0; guess < 19; guess += 1) expect(failedKeys.noteWrong('a')).toBe(false);
    expect(failedKeys.noteWrong('a')).toBe(true);
  });

  it.each([
    ['2001:db8:0:1::7', '2001:db8:0:1:ffff::8', true],
    ['2001:db8:0:1::7', '2001:db8:0:2::7', false],
    ['::1', '::2', true],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.8', false],
    ['203.0.113.7', '203.0.113.8', false],
  ])('of %s is shared with %s: %j', (first, second, shared) => {
    const failedKeys = new FailedKeys(() => 0);
    for (let guess = 0; guess < 20; guess += 1) failedKeys.noteWrong(first);
    expect(failedKeys.retryAfter(second, 'x') !== undefined).toBe(shared);
  });
});

describe('The address of a caller', () => {
  it.each([
    [0, '198.51.100.1', '203.0.113.7'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, 'forged, 198.51.100.1', '198.51.100.1'],
    [2, 'forged, 198.51.100.1, 10.0.0.1', '198.51.100.1'],
    [2, '198.51.100.1', '203.0.113.7'],
    [1, '', '203.0.113.7'],
  ])('behind %i proxies with X-Forwarded-For "%s" is %s', (proxies, forwarded, address) => {
    expect(callerAddress(requestOf({ 'x-forwarded-for': forwarded }), proxies)).toBe(address);
  });
});
