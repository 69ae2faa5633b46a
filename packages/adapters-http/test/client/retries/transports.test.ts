import { NotSent, type Transport, type TransportResponse } from '@loyalty-programs/adapters-http/client';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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
import { unexpected } from '../support/outcomes.js';
import { answering } from '../support/raw-server.js';

const CALLS: readonly Call[] = [read, unguarded, guarded];

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    await wait(10);
    yield new Uint8Array(1);
  }
}

const response = (overrides: Partial<TransportResponse> = {}): TransportResponse => ({
  status: 200,
  header: () => undefined,
  body: bytes(JSON.stringify(goodAnswer())),
  ...overrides,
});

const outcomes = (transport: Transport, timeout = 150): Promise<string[]> =>
  Promise.all(CALLS.map((call) => typeOf(call(impatient('http://nowhere.invalid', { transport, timeout })))));

const WHO_KNOWS = ['Unavailable', 'OutcomeUnknown', 'OutcomeUnknown'];
const NOT_DONE = ['Unavailable', 'Unavailable', 'Unavailable'];

const goingInCircles = (): Error => {
  const error = new Error('a-secret');
  error.cause = error;
  return error;
};

const ofSecretName = (): Error => Object.assign(new Error(), { name: 'a-secret', code: 'ECONN a-secret' });

/** What is told of the reason why a change has no outcome. */
const causeOf = async (transport: Transport): Promise<unknown> => {
  const outcome = await unguarded(impatient('http://nowhere.invalid', { transport }));
  return outcome.match(unexpected, (error) => 'cause' in error && error.cause);
};

describe('A transport of the host', () => {
  it('may behave in any way', async () => {
    expect(await outcomes(() => Promise.resolve(response()))).toEqual(['Ok', 'Ok', 'Ok']);
  });

  it('may report that nothing was sent', async () => {
    expect(await outcomes(() => Promise.reject(new NotSent('no')))).toEqual(NOT_DONE);
  });

  it.each<readonly [string, Transport]>([
    ['rejects', () => Promise.reject(new Error('a-secret'))],
    [
      'throws',
      () => {
        throw new TypeError('a-secret');
      },
    ],
    ['never answers', () => new Promise(() => undefined)],
    ['never ends its answer', () => Promise.resolve(response({ body: endless() }))],
    [
      'rejects when nobody waits any more',
      async () => {
        await wait(200);
        throw new Error('late');
      },
    ],
    [
      'fails when asked for a header',
      () =>
        Promise.resolve(
          response({
            status: 503,
            header: () => {
              throw new Error('no headers');
            },
          }),
        ),
    ],
  ])('leaves an error and nothing else when it %s', async (_, transport) => {
    expect(await outcomes(transport)).toEqual(WHO_KNOWS);
    await wait(100);
  });
});

describe('The reported cause', () => {
  it.each<readonly [string, string, unknown]>([
    ['a code', 'ECONNRESET', Object.assign(new Error('a-secret'), { code: 'ECONNRESET' })],
    [
      'the code of its cause',
      'EPIPE',
      new TypeError('a-secret', { cause: Object.assign(new Error(), { code: 'EPIPE' }) }),
    ],
    ['a kind', 'TypeError', new TypeError('a-secret')],
    ['no name that may be anything', 'object', ofSecretName()],
    ['something that goes in circles', 'Error', goingInCircles()],
    ['no error', 'string', 'a-secret'],
    ['nothing', 'undefined', undefined],
  ])('is %s: %s', async (_, cause, error) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a host's may reject with anything
    expect(await causeOf(() => Promise.reject(error))).toBe(cause);
  });
});

describe('A key', () => {
  it.each([
    ['fails to come', () => Promise.reject(new Error('a-secret'))],
    ['never comes', () => new Promise<string>(() => undefined)],
    ['fits into no header', () => 'a\r\nsecret: 1'],
    ['is in another script', () => 'ключ'],
    [
      'is not to be had',
      () => {
        throw new Error('a-secret');
      },
    ],
  ])('that %s leaves nothing sent', async (_, apiKey) => {
    const { origin, requests } = await forThisTest(answering(200, goodAnswer()));
    for (const call of CALLS) {
      expect(await typeOf(call(impatient(origin, { credentials: { apiKey }, timeout: 100 })))).toBe(
        'Unavailable',
      );
    }
    expect(requests).toEqual([]);
  });
});
