import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toNodeListener } from '../../src/server/index.js';
import { KEYS, SITE } from '../support/keys.js';
import { type RunningServer, sendRaw, serve } from '../support/servers.js';
import { type World, aWorld } from '../support/world.js';

const PROGRAM = '/loyalty-programs/v1/program';
const KEY = `Authorization: ${KEYS.admin}`;
const HEADERS = ['Host: localhost', KEY, `wix-site-id: ${SITE}`, 'Connection: close'];
const JSON_BODY = '{"loyaltyProgram":{"name":"Sea Club"}}';
const BODY_HEADERS = ['Content-Type: application/json', `Content-Length: ${JSON_BODY.length}`];

const message = (start: string, headers: readonly string[], body = ''): string =>
  `${[start, ...headers].join('\r\n')}\r\n\r\n${body}`;

describe('node:http with the API', () => {
  let world: World;
  let server: RunningServer;
  beforeAll(async () => {
    world = await aWorld();
    server = await serve(toNodeListener(world.handler));
  });
  afterAll(() => server.stop());

  const send = (start: string, headers: readonly string[] = HEADERS, body = '') =>
    sendRaw(server.port, message(start, headers, body), 2000);

  it('sends the length of its answers in bytes', async () => {
    const answer = await send(`GET ${PROGRAM} HTTP/1.1`);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain(`content-length: ${body.length}`);
    expect(head).not.toContain('Transfer-Encoding');
  });

  it.each([
    `GET http://localhost${PROGRAM} HTTP/1.1`,
    `GET https://elsewhere.example:444${PROGRAM} HTTP/1.1`,
    `GET HTTP://localhost${PROGRAM}?a=/b HTTP/1.1`,
  ])('understands a whole URL as its target: %s', async (start) => {
    expect(await send(start)).toMatch(/^HTTP\/1\.1 200 /u);
  });

  it.each(['GET http://localhost HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET //// HTTP/1.1', 'GET /? HTTP/1.1'])(
    'answers 404 for the target of %j',
    async (start) => {
      expect(await send(start)).toMatch(/^HTTP\/1\.1 404 /u);
    },
  );

  it('answers HEAD as GET with the length of the omitted body', async () => {
    const head = await send(`HEAD ${PROGRAM} HTTP/1.1`);
    const length = /content-length: \d+/u.exec(await send(`GET ${PROGRAM} HTTP/1.1`))?.[0] ?? 'none';
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 200 [^]*\r\n${length}\r\n[^]*\r\n\r\n$`, 'u'));
  });

  it('answers OPTIONS with 405', async () => {
    expect(await send(`OPTIONS ${PROGRAM} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 405 [^]*METHOD_NOT_ALLOWED/u);
  });

  it('sends 100 Continue to a caller that expects it', async () => {
    const answer = await send(
      `PATCH ${PROGRAM} HTTP/1.1`,
      [...HEADERS, ...BODY_HEADERS, 'Expect: 100-continue'],
      JSON_BODY,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/u);
  });

  it('refuses two sites in two headers', async () => {
    const answer = await send(`GET ${PROGRAM} HTTP/1.1`, [...HEADERS, 'wix-site-id: site-b']);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*wix-site-id/u);
  });

  it('joins tags of two headers', async () => {
    const tags = ['If-Match: "site-a/0"', 'If-Match: "site-a/1"'];
    const answer = await send(`PATCH ${PROGRAM} HTTP/1.1`, [...HEADERS, ...BODY_HEADERS, ...tags], JSON_BODY);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /u);
  });

  it('uses the first of two keys, so that none can be appended', async () => {
    const answer = await send(`GET ${PROGRAM} HTTP/1.1`, ['Authorization: wrong', ...HEADERS]);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /u);
  });

  it('refuses request smuggling', async () => {
    const both = [
      ...HEADERS,
      'Content-Type: application/json',
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
    ];
    expect(await send(`PATCH ${PROGRAM} HTTP/1.1`, both, `0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /u);
  });

  it('answers URLs up to the limit of the host', async () => {
    expect(await send(`GET ${PROGRAM}?${'a'.repeat(12_000)} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 /u);
    expect(await send(`GET /loyalty-programs/v1/installations/${'a'.repeat(12_000)} HTTP/1.1`)).toMatch(
      /^HTTP\/1\.1 400 /u,
    );
    expect(await send(`GET ${PROGRAM}?${'a'.repeat(20_000)} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 431 /u);
  });

  it('answers several requests on one connection, even after one that was too large', async () => {
    const keep = HEADERS.slice(0, -1);
    const large = [...keep, 'Content-Type: application/json', 'Content-Length: 100000'];
    const answers = await send(
      `PATCH ${PROGRAM} HTTP/1.1`,
      large,
      'x'.repeat(100_000) +
        message(`GET ${PROGRAM} HTTP/1.1`, keep) +
        message(`GET ${PROGRAM} HTTP/1.1`, HEADERS),
    );
    expect(answers.match(/HTTP\/1\.1 \d+/gu)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200', 'HTTP/1.1 200']);
  });

  it('reported no bug in all this', () => {
    expect(world.bugs).toEqual([]);
  });
});
