import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { describeError, siteIdOf } from '@loyalty-programs/core';
import { describe, expect, test } from 'vitest';

const SITE = siteIdOf('shop');

const explode = (): never => {
  throw new Error('boom');
};

const hostile: object = new Proxy(
  {},
  { get: explode, has: explode, ownKeys: explode, getPrototypeOf: explode },
);

/** Behind functions: vitest prints its cases, which some of them do not survive. */
const ODD: readonly (readonly [string, () => unknown])[] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a number', () => 7],
  ['a bigint', () => 10n],
  ['no site id', () => 'no\nsite\u0000id €'],
  ['a symbol', () => Symbol('odd')],
  ['a function', () => () => undefined],
  ['a list of anything', () => [null, undefined, 7, {}, Symbol('odd'), hostile]],
  ['null for a signal', () => ({ signal: null })],
  ['a signal that is none', () => ({ signal: { aborted: 'no', addEventListener: 7 } })],
  ['a hostile signal', () => ({ signal: hostile })],
  [
    'odd options',
    () => ({ expectedRevision: 'one', actor: 7, limit: -1, afterRevision: {}, accountId: null }),
  ],
  ['hostile input', () => ({ unvalidated: hostile })],
  ['a getter that throws', () => Object.defineProperty({}, 'name', { enumerable: true, get: explode })],
  ['a hostile object', () => hostile],
];

const METHODS = [
  'get',
  'bulkGet',
  'update',
  'activate',
  'pause',
  'enablePointsExpiration',
  'disablePointsExpiration',
  'premiumFeatures',
  'readiness',
  'operations',
  'history',
  'erase',
] as const;

const answering = (status: number, body: unknown) =>
  createLoyaltyProgramsClient({
    baseUrl: 'http://127.0.0.1/loyalty-programs',
    credentials: { apiKey: 'key' },
    retries: 0,
    fetch: async () => Promise.resolve(new Response(JSON.stringify(body), { status })),
  });

/** Calls a method as JavaScript can, and gives the type of its error, or `ok`. */
const outcomeOf = async (method: string, args: readonly unknown[]): Promise<string> => {
  const client = answering(200, {});
  const operation: unknown = Reflect.get(client, method);
  if (typeof operation !== 'function') throw new Error(`there is no ${method}`);
  const result: unknown = await Reflect.apply(operation, client, args);
  if (typeof result !== 'object' || result === null) return 'no result';
  if ('value' in result) return 'ok';
  const error: unknown = Reflect.get(result, 'error');
  return typeof error === 'object' && error !== null ? String(Reflect.get(error, 'type')) : 'no error';
};

describe.each(METHODS)('%s of the client', (method) => {
  test.each(ODD)('neither throws nor rejects if it is passed %s', async (_, odd) => {
    for (const args of [[odd()], [SITE, odd()], [SITE, { name: 'Stars' }, odd()], [odd(), odd(), odd()]]) {
      expect(await outcomeOf(method, args)).toMatch(/^(ok|[A-Z]\w+)$/u);
    }
  });
});

test('every method of the client is tested', () => {
  expect(Object.keys(answering(200, {})).sort()).toEqual([...METHODS].sort());
});

describe('What the service says of an error', () => {
  const DENIED = { message: 'This key is for another shop.', details: { applicationError: {} } };

  test('is what describeError says', async () => {
    const denied = await answering(403, DENIED).get(SITE);
    expect(denied.match(() => '', describeError)).toBe('This key is for another shop.');
    expect(
      denied.match(
        () => undefined,
        ({ description }) => description,
      ),
    ).toBe(DENIED.message);
  });

  test('does not make the error differ from a local one', async () => {
    const denied = await answering(403, DENIED).get(SITE);
    expect(
      denied.match(
        () => undefined,
        (error) => error,
      ),
    ).toStrictEqual({ type: 'PermissionDenied' });
  });

  test.each([[undefined], [7], ['']])('is our own sentence where it says %j', async (message) => {
    const denied = await answering(403, { ...DENIED, message }).get(SITE);
    expect(denied.match(() => '', describeError)).toBe(
      'The key does not permit this call, or not for this site.',
    );
  });

  test('is cut after 1,000 characters', async () => {
    const denied = await answering(403, { ...DENIED, message: 'x'.repeat(1001) }).get(SITE);
    expect(denied.match(() => '', describeError)).toBe('x'.repeat(1000));
  });
});
