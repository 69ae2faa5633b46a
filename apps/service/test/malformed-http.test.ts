import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_SITE } from '../src/start-service.js';
import { createServerWithTimeouts } from '../src/http/http-server.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { A_TEXT } from './support/matchers.js';
import { bodyOf, rawConnection, rawRequest } from '@loyalty-programs/testing/net/raw-connection';
import { ADMIN_KEY, startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const service = await startServiceWithKey();

const errorWith = (code: string): unknown => ({
  message: A_TEXT,
  details: { applicationError: { code, description: A_TEXT, data: {} } },
});

describe('What is not HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', '400 Bad Request', 'BAD_REQUEST'],
    ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', '400 Bad Request', 'BAD_REQUEST'],
    [
      'two lengths',
      rawRequest('POST /loyalty-programs/v1/program/activate HTTP/1.1', {
        'Content-Length': '2',
        'Transfer-Encoding': 'chunked',
      }),
      '400 Bad Request',
      'BAD_REQUEST',
    ],
    [
      'headers without end',
      rawRequest('GET /health/live HTTP/1.1', { 'X-Long': 'x'.repeat(100_000) }),
      '431 Request Header Fields Too Large',
      'HEADERS_TOO_LARGE',
    ],
  ])('as %s is answered in the form of every other error', async (_what, text, status, code) => {
    const connection = await rawConnection(service.port);
    connection.send(text);
    const answer = await connection.ends();
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}\r\n`, 'u'));
    expect(answer).toMatch(/\r\nx-wix-request-id: [\da-f-]{36}\r\n/u);
    expect(bodyOf(answer)).toEqual(errorWith(code));
  });

  it('is answered once in the middle of a body', async () => {
    const connection = await rawConnection(service.port);
    const headers = {
      Authorization: ADMIN_KEY,
      'wix-site-id': DEMO_SITE,
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
    };
    const line = 'PATCH /loyalty-programs/v1/program HTTP/1.1';
    connection.send(`${rawRequest(line, headers)}5\r\n{"loy\r\nno length\r\n`);
    const answer = await connection.ends();
    expect(answer.match(/HTTP\/1\.1/gu)).toHaveLength(1);
    expect(bodyOf(answer)).toEqual(errorWith('BAD_REQUEST'));
  });

  it('does not affect other callers', async () => {
    const connection = await rawConnection(service.port);
    connection.send('\u0000\u0001\u0002');
    await connection.ends();
    expect((await fetch(`${service.origin}/health/live`)).status).toBe(200);
  });
});

describe('The server', () => {
  it('limits the time for headers and bodies', () => {
    const server = createServerWithTimeouts(75_000);
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
    expect(server.headersTimeout).toBeGreaterThan(0);
    expect(server.requestTimeout).toBeGreaterThan(0);
  });

  it('answers 408 to a caller that took too long, and hangs up on one that never reads', async () => {
    const server = createServerWithTimeouts(75_000).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('not a port');
    server.on('connection', (socket) => {
      const timeout = Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      server.emit('clientError', timeout, socket);
    });
    const caller = await rawConnection(address.port);
    const answer = await caller.receives('}}}');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect(bodyOf(answer)).toEqual(errorWith('REQUEST_TIMEOUT'));
    // The caller keeps its end open, and still the server gets rid of it.
    server.close();
    await once(server, 'close');
    expect(server.listening).toBe(false);
  });
});
