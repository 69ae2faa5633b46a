import { describe, expect, it } from 'vitest';
import { toFetch } from '../../src/server/index.js';
import { applicationError, validationError } from '../support/bodies.js';
import { KEYS, SITE } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';

const INCOMPLETE = validationError({ field: 'body', violatedRule: 'FORMAT', data: { expected: 'complete' } });

const update = (body: RequestInit['body']): Request => {
  const init: RequestInit & { readonly duplex: 'half' } = {
    method: 'PATCH',
    headers: { authorization: KEYS.admin, 'wix-site-id': SITE, 'content-type': 'application/json' },
    body: body ?? null,
    duplex: 'half',
  };
  return new Request('https://shop.example/loyalty-programs/v1/program', init);
};

const revisionIn = async ({ repository }: World): Promise<number | undefined> =>
  (await repository.find(SITE))._unsafeUnwrap()?.revision;

describe('The binding for web-standard hosts', () => {
  it('answers a request', async () => {
    const world = await aWorld();
    const response = await toFetch(world.handler)(update('{"loyaltyProgram":{"name":"Sea Club"}}'));
    expect([response.status, response.headers.get('etag')]).toEqual([200, `"${SITE}/1"`]);
    expect(await response.json()).toMatchObject({ revision: '1' });
  });

  it.each<[string, (request: Request) => unknown]>([
    ['read', (request) => request.text()],
    ['locked', (request) => request.body?.getReader()],
  ])('treats a body that was %s before as a bug of the host, not as a missing one', async (_how, use) => {
    const world = await aWorld();
    const request = update('{"loyaltyProgram":{"name":"Sea Club"}}');
    await use(request);
    const response = await toFetch(world.handler)(request);
    expect([response.status, await response.json()]).toEqual([500, applicationError('INTERNAL')]);
    expect(String(world.bugs[0]?.[0])).toContain('the host has read the body');
  });

  it('sends a long answer in parts, each once the previous one is read', async () => {
    let made = 0;
    let isOver = false;
    const parts = async function* (): AsyncGenerator<string> {
      try {
        for (;;) {
          made += 1;
          yield await Promise.resolve(`part ${made} `);
        }
      } finally {
        isOver = true;
      }
    };
    const api = toFetch(() => Promise.resolve({ status: 200, headers: {}, body: parts() }));
    const reader = (await api(update('{}'))).body?.getReader();
    const first = await reader?.read();
    expect([new TextDecoder().decode(first?.value), made]).toEqual(['part 1 ', 1]);
    await reader?.cancel();
    expect(isOver).toBe(true);
  });

  it('aborts an answer whose parts end in an exception', async () => {
    const parts = async function* (): AsyncGenerator<string> {
      yield await Promise.resolve('{"programInSites":[');
      throw new TypeError('broken');
    };
    const api = toFetch(() => Promise.resolve({ status: 200, headers: {}, body: parts() }));
    const response = await api(update('{}'));
    await expect(response.text()).rejects.toThrow('broken');
  });

  it('treats an aborted body as incomplete and changes nothing', async () => {
    const world = await aWorld();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"loyaltyProgram":{"name":"Sea Club"}}'));
      },
      pull: (controller) => {
        controller.error(new TypeError('the caller is gone'));
      },
    });
    const response = await toFetch(world.handler)(update(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(INCOMPLETE);
    expect(await revisionIn(world)).toBeUndefined();
  });

  it('stops reading an endless body', async () => {
    const { handler } = await aWorld();
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10_000));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const response = await toFetch(handler)(update(body));
    expect([response.status, cancelled]).toEqual([413, true]);
  });

  it('can return an answer without a body', async () => {
    const api = toFetch(() => Promise.resolve({ status: 204, headers: { allow: 'GET' }, body: '' }));
    const response = await api(update('{}'));
    expect([response.status, response.body, response.headers.get('allow')]).toEqual([204, null, 'GET']);
  });
});
