import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpHandler } from '@loyalty-programs/adapters-http/server';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { afterEach, describe, expect, it } from 'vitest';
import { type ListenOptions, type RunningServer, listen } from '../src/http/http-server.js';
import { A_TEXT } from './support/matchers.js';
import { bodyOf, rawConnection, rawRequest } from '@loyalty-programs/testing/net/raw-connection';

afterEach(cleanUp);

/** Reads a body where one is sent to `/body`; its answer says what was asked for. */
const echo: HttpHandler = async (request) => {
  const { path } = request;
  const bytes = path === '/body' ? (await request.body(1000))._unsafeUnwrap() : new Uint8Array();
  return { status: 200, headers: {}, body: `${path}:${bytes.length}.` };
};

const serve = async (overrides: Partial<ListenOptions> = {}, handler = echo): Promise<RunningServer> =>
  (
    await listen(handler, {
      host: '127.0.0.1',
      port: 0,
      keepAliveTimeout: 75_000,
      maxConnections: 100,
      onRefused: () => undefined,
      onError: () => undefined,
      ...overrides,
    })
  )._unsafeUnwrap();

const portOf = ({ origin }: RunningServer): number => Number(new URL(origin).port);
const get = (path: string): string => rawRequest(`GET ${path} HTTP/1.1`, {});
const errorWith = (code: string): unknown => ({
  message: A_TEXT,
  details: { applicationError: { code, description: A_TEXT, data: {} } },
});

describe('A request that is not valid HTTP', () => {
  it.each([
    ['without a Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'BAD_REQUEST'],
    ['that expects tea', rawRequest('GET / HTTP/1.1', { Expect: 'tea' }), 417, 'EXPECTATION_FAILED'],
  ])('%s is answered in the form of every other error', async (_what, text, status, code) => {
    const server = await serve();
    const connection = await rawConnection(portOf(server));
    connection.send(text);
    const answer = await connection.ends();
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
    expect(answer).toMatch(/\r\nx-wix-request-id: [\da-f-]{36}\r\n/u);
    expect(bodyOf(answer)).toEqual(errorWith(code));
    await server.stop();
  });

  it('needs no Host header in HTTP/1.0', async () => {
    const server = await serve();
    const connection = await rawConnection(portOf(server));
    connection.send('GET /old HTTP/1.0\r\n\r\n');
    expect(await connection.ends()).toContain('/old:0.');
    await server.stop();
  });
});

describe('A body announced by Expect: 100-continue', () => {
  const expecting = (path: string): string =>
    rawRequest(`PUT ${path} HTTP/1.1`, { Expect: '100-continue', 'Content-Length': '5' });

  it('is invited when the handler reads it', async () => {
    const server = await serve();
    const connection = await rawConnection(portOf(server));
    connection.send(expecting('/body'));
    expect(await connection.receives('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    connection.send('12345');
    await connection.receives('/body:5.');
    await server.stop();
  });

  it('is not invited if the answer does not need it, and the connection is closed', async () => {
    const server = await serve();
    const connection = await rawConnection(portOf(server));
    connection.send(expecting('/other'));
    const answer = await connection.ends();
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: close\r\n/iu);
    expect(answer).not.toContain('100 Continue');
    await server.stop();
  });
});

describe('An idle connection', () => {
  it('stays open longer than those of proxies', async () => {
    const server = await serve();
    const response = await fetch(server.origin);
    expect(response.headers.get('keep-alive')).toBe('timeout=75');
    await server.stop();
  });

  it('gets an answer to a call sent while the server stops, and is then closed', async () => {
    const server = await serve();
    const connections = await Promise.all(Array.from({ length: 20 }, () => rawConnection(portOf(server))));
    for (const [index, connection] of connections.entries()) {
      // Some have made a call before, some have not.
      if (index % 2 === 0) connection.send(get('/first'));
      if (index % 2 === 0) await connection.receives('/first:0.');
    }
    const stopped = server.stop();
    for (const connection of connections) connection.send(get('/last'));
    for (const connection of connections) {
      const received = await connection.ends();
      expect(received).toMatch(/connection: close\r\n[^]*\/last:0\.$/iu);
    }
    await stopped;
  });

  it('does not prevent a stop, even if the caller never hangs up', async () => {
    const server = await serve();
    const connection = await rawConnection(portOf(server));
    connection.send(get('/first'));
    await connection.receives('/first:0.');
    const start = performance.now();
    await server.stop();
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('A connection with pipelined calls', () => {
  it('gets its answers in order', async () => {
    let underWay = 0;
    const server = await serve({}, async ({ path }) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await sleep(5);
      underWay -= 1;
      return { status: 200, headers: {}, body: `${path}.` };
    });
    const connection = await rawConnection(portOf(server));
    connection.send(Array.from({ length: 17 }, (_, index) => get(`/${index}`)).join(''));
    const received = await connection.receives('/16.');
    expect(received.match(/\/\d+\.(?!\d)/gu)).toEqual(Array.from({ length: 17 }, (_, index) => `/${index}.`));
    await server.stop();
  });

  it.each([18, 500, 5000])('is refused with 503 after the seventeenth of %i', async (count) => {
    let refused = 0;
    let served = 0;
    const server = await serve(
      {
        onRefused: () => {
          refused += 1;
        },
      },
      async () => {
        served += 1;
        await sleep(2);
        return { status: 200, headers: {}, body: 'served' };
      },
    );
    const connection = await rawConnection(portOf(server));
    connection.send(get('/').repeat(count));
    const received = await connection.ends();
    expect(served).toBeLessThanOrEqual(17);
    // With thousands the connection is cut off before it has its answers.
    if (count <= 1000) {
      expect(received.match(/served/gu)).toHaveLength(17);
      expect(received).toMatch(/HTTP\/1\.1 503 [^]*retry-after: 1\r\n/u);
      expect(bodyOf(received)).toEqual(errorWith('UNAVAILABLE'));
      expect(refused).toBe(1);
    }
    expect(await (await fetch(server.origin)).text()).toBe('served');
    await server.stop();
  });
});

describe('A connection beyond the limit', () => {
  it('is refused with 503, and served once another one is closed', async () => {
    let refused = 0;
    const onRefused = (): void => {
      refused += 1;
    };
    const server = await serve({ maxConnections: 3, onRefused });
    const served = await Promise.all([1, 2, 3].map(() => rawConnection(portOf(server))));
    for (const connection of served) connection.send(get('/'));
    for (const connection of served) await connection.receives('/:0.');

    const extra = await rawConnection(portOf(server));
    extra.send(get('/'));
    const received = await extra.ends();
    expect(received).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1\r\n/u);
    expect(bodyOf(received)).toEqual(errorWith('UNAVAILABLE'));
    expect(refused).toBe(1);

    served[0]?.socket.destroy();
    await sleep(50);
    const next = await rawConnection(portOf(server));
    next.send(get('/next'));
    await next.receives('/next:0.');
    await server.stop();
  });

  it('is closed at once if as many again are waiting for their 503', async () => {
    const server = await serve({ maxConnections: 2 });
    const connections = await Promise.all(Array.from({ length: 30 }, () => rawConnection(portOf(server))));
    for (const connection of connections) connection.send(get('/'));
    await sleep(300);
    const received = connections.map((connection) => connection.received().slice(9, 12));
    expect(received.filter((status) => status === '200')).toHaveLength(2);
    expect(received.filter((status) => status === '503').length).toBeGreaterThanOrEqual(1);
    expect(received.filter((status) => status === '503').length).toBeLessThanOrEqual(28);
    await server.stop();
  });
});
