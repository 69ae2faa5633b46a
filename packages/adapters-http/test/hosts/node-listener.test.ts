import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type HttpHandler, toNodeListener } from '../../src/server/index.js';
import { applicationError } from '../support/bodies.js';
import { callOver } from '../support/call-over-http.js';
import { listen, sendRaw, serve } from '../support/servers.js';
import { aWorld } from '../support/world.js';

const json = { loyaltyProgram: { name: 'Sea Club' } };

describe('The listener for node:http', () => {
  it('treats a consumed body as a bug of the host, not as an empty body', async () => {
    const world = await aWorld();
    const api = toNodeListener(world.handler);
    const server = await serve((request, response) => {
      request.resume().on('end', () => {
        api(request, response);
      });
    });
    const answer = await callOver(server.origin, 'PATCH', { json });
    expect(answer).toMatchObject({ status: 500, body: applicationError('INTERNAL') });
    expect(String(world.bugs[0]?.[0])).toContain('did not leave it in request.body');
    const withoutBody = await callOver(server.origin, 'POST', {
      path: '/v1/program/points-expiration/enable',
    });
    expect(withoutBody.status).toBe(200);
    await server.stop();
  });

  it('does not answer if the host has already answered', async () => {
    const world = await aWorld();
    const api = toNodeListener(world.handler);
    const server = await serve((request, response) => {
      api(request, response);
      response.writeHead(504).end('{}');
    });
    expect(await callOver(server.origin, 'GET')).toMatchObject({ status: 504 });
    expect(await callOver(server.origin, 'GET')).toMatchObject({ status: 504 });
    await server.stop();
  });

  it.each<[string, HttpHandler]>([
    ['fails', () => Promise.reject(new TypeError('broken'))],
    [
      'gives a header that cannot be sent',
      () => Promise.resolve({ status: 200, headers: { a: '\n' }, body: '' }),
    ],
  ])('ends the connection if a handler %s, and lives on', async (_how, handler) => {
    const server = await serve(toNodeListener(handler));
    await expect(callOver(server.origin, 'GET')).rejects.toThrow('fetch failed');
    await expect(callOver(server.origin, 'GET')).rejects.toThrow('fetch failed');
    await server.stop();
  });

  it('refuses a request of which headers were dropped', async () => {
    const world = await aWorld();
    const server = await serve(toNodeListener(world.handler));
    const send = (count: number) =>
      sendRaw(
        server.port,
        `GET /loyalty-programs/v1/program HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${'a:\r\n'.repeat(count)}If-Match: "x"\r\n\r\n`,
        2000,
      );
    expect(await send(990)).toMatch(/^HTTP\/1\.1 401 /u);
    expect(await send(997)).toMatch(/^HTTP\/1\.1 431 [^]*HEADERS_TOO_LARGE/u);
    expect(await send(3000)).toMatch(/^HTTP\/1\.1 431 /u);
    await server.stop();
  });

  it('refuses it also with a lower limit of the host', async () => {
    const host = createServer(toNodeListener((await aWorld()).handler));
    host.maxHeadersCount = 10;
    const server = await listen(host);
    const headers = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`x-${index}`, 'a']));
    expect(await callOver(server.origin, 'GET', { headers })).toMatchObject({ status: 431 });
    await server.stop();
  });

  it('streams an answer with back-pressure and drops a caller that does not read', async () => {
    let made = 0;
    let isOver = false;
    const parts = async function* (): AsyncGenerator<string> {
      try {
        for (;;) {
          made += 1;
          yield await Promise.resolve('x'.repeat(100_000));
        }
      } finally {
        isOver = true;
      }
    };
    const handler: HttpHandler = () => Promise.resolve({ status: 200, headers: {}, body: parts() });
    const server = await serve(toNodeListener(handler, { writeTimeout: 300 }));
    const socket = connect(server.port, '127.0.0.1');
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => isOver, { timeout: 5000 }).toBe(true);
    // What the system takes for a caller that does not read is some megabytes.
    expect(made).toBeLessThan(200);
    socket.destroy();
    await server.stop();
  });

  it('drops a caller that reads part after part, when its time for the whole answer is over', async () => {
    let isOver = false;
    const parts = async function* (): AsyncGenerator<string> {
      try {
        for (;;) yield await Promise.resolve('x'.repeat(1_000_000));
      } finally {
        isOver = true;
      }
    };
    const handler: HttpHandler = () => Promise.resolve({ status: 200, headers: {}, body: parts() });
    const server = await serve(toNodeListener(handler, { answerTimeout: 500 }));
    const response = await fetch(server.origin);
    let received = 0;
    const reading = (async () => {
      for await (const chunk of response.body ?? []) {
        received += chunk.length;
        await sleep(1);
      }
    })();
    await expect(reading).rejects.toThrow();
    await expect.poll(() => isOver, { timeout: 5000 }).toBe(true);
    expect(received).toBeGreaterThan(0);
    await server.stop();
  });

  it('drops a caller that does not read a long answer', async () => {
    const handler: HttpHandler = () =>
      Promise.resolve({ status: 200, headers: {}, body: 'x'.repeat(20_000_000) });
    let isClosed = false;
    const listener = toNodeListener(handler, { writeTimeout: 300 });
    const server = await serve((request, response) => {
      response.once('close', () => {
        isClosed = true;
      });
      listener(request, response);
    });
    const socket = connect(server.port, '127.0.0.1');
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => isClosed, { timeout: 5000 }).toBe(true);
    socket.destroy();
    await server.stop();
  });

  it('serves other callers between the parts', async () => {
    const parts = async function* (): AsyncGenerator<string> {
      for (let part = 0; part < 50; part += 1) {
        const end = performance.now() + 5;
        while (performance.now() < end);
        yield await Promise.resolve('x');
      }
    };
    const server = await serve(
      toNodeListener(({ path }) =>
        Promise.resolve({ status: 200, headers: {}, body: path === '/long' ? parts() : 'short' }),
      ),
    );
    let isOver = false;
    const long = fetch(`${server.origin}/long`).then(async (response) => {
      await response.text();
      isOver = true;
    });
    for (let call = 0; call < 3; call += 1) await (await fetch(`${server.origin}/short`)).text();
    expect(isOver).toBe(false);
    await long;
    await server.stop();
  });

  it('aborts an answer whose parts end in an exception', async () => {
    const parts = async function* (): AsyncGenerator<string> {
      yield await Promise.resolve('{"programInSites":[');
      throw new TypeError('broken');
    };
    const server = await serve(
      toNodeListener(() => Promise.resolve({ status: 200, headers: {}, body: parts() })),
    );
    const response = await fetch(server.origin);
    await expect(response.text()).rejects.toThrow();
    await server.stop();
  });

  it('passes the request to the handler', async () => {
    const seen: unknown[] = [];
    const server = await serve(
      toNodeListener((request) => {
        const { method, path, query } = request;
        seen.push([
          method,
          path,
          query,
          request.header('wix-site-id'),
          request.header('set-cookie'),
          request.header('nothing'),
        ]);
        return Promise.resolve({ status: 200, headers: {}, body: '{}' });
      }),
    );
    await callOver(server.origin, 'DELETE', {
      fullPath: '/a/%2e%2e%2f?b=%20&c?d',
      headers: { 'set-cookie': 'e=f' },
    });
    expect(seen).toEqual([['DELETE', '/a/%2e%2e%2f', 'b=%20&c?d', 'site-a', 'e=f', undefined]]);
    await server.stop();
  });
});
