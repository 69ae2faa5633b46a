import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpHandler } from '../../src/server/index.js';
import { applicationError, programBody, validationError } from './bodies.js';
import { callChunked, callOver } from './call-over-http.js';
import { KEYS, SITE } from './keys.js';
import { type RunningServer, abandon } from './servers.js';
import { type World, aWorld } from './world.js';

export interface HostOptions {
  /** Below which path the API is mounted. */
  readonly mountedAt?: string;
  /** The host parses bodies itself, and refuses in its own words what is no JSON. */
  readonly parsesBodies?: true;
}

const OF_THE_HOST = 'of the host';

/** Makes a host serve the API, and `OF_THE_HOST` at `/own`. */
export type StartHost = (handler: HttpHandler) => Promise<RunningServer>;

const oversized = (length: number): string =>
  JSON.stringify({ loyaltyProgram: { noise: 'x'.repeat(length) } });

/** What every host has to serve alike, over real HTTP. */
export const describeHost = (name: string, start: StartHost, options: HostOptions = {}): void => {
  describe(name, () => {
    let world: World;
    let server: RunningServer;
    let base: string;
    beforeAll(async () => {
      world = await aWorld();
      server = await start(world.handler);
      base = server.origin + (options.mountedAt ?? '');
    });
    afterAll(() => server.stop());

    const revision = async () => (await callOver(base, 'GET')).body;

    it.each(['/loyalty-programs', '/_api/loyalty-programs'])('answers below %s', async (prefix) => {
      const { status, body, headers } = await callOver(base, 'GET', { prefix });
      expect(status).toBe(200);
      expect(body).toEqual({ loyaltyProgram: programBody(), revision: '0' });
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'no-store',
        etag: `"${SITE}/0"`,
      });
    });

    it('takes updates, in any script', async () => {
      const world2 = await aWorld();
      const other = await start(world2.handler);
      const name = 'Клуб «Ракушка» 🐚';
      const at = other.origin + (options.mountedAt ?? '');
      const answer = await callOver(at, 'PATCH', {
        json: { loyaltyProgram: { name } },
        headers: { 'if-match': '*' },
      });
      expect(answer).toMatchObject({ status: 200, body: { loyaltyProgram: { name }, revision: '1' } });
      for (const asked of [{}, { json: {} }]) {
        const active = await callOver(at, 'POST', { path: '/v1/program/activate', ...asked });
        expect(active).toMatchObject({ status: 200, body: { loyaltyProgram: { name, status: 'ACTIVE' } } });
      }
      expect(await callOver(at, 'GET', { path: '/v1/program/events?after=1&limit=5' })).toMatchObject({
        body: { events: [{ type: 'ProgramActivated', revision: '2' }] },
      });
      await other.stop();
    });

    it('shows errors as they are', async () => {
      expect(await callOver(base, 'PATCH', { json: { loyaltyProgram: { name: '' } } })).toMatchObject({
        status: 400,
        body: validationError({ field: 'loyaltyProgram.name', violatedRule: 'MIN_LENGTH' }),
      });
      expect(await callOver(base, 'GET', { headers: { authorization: 'none' } })).toMatchObject({
        status: 401,
        body: applicationError('UNAUTHENTICATED'),
      });
      expect(await callOver(base, 'GET', { path: '/v1/nothing' })).toMatchObject({
        status: 404,
        body: applicationError('NOT_FOUND'),
      });
      expect(await callOver(base, 'PUT')).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD, PATCH, DELETE' },
      });
      expect(await callOver(base, 'GET', { path: '/v1/installations/a%2Fb' })).toMatchObject({ status: 400 });
      if (options.parsesBodies === undefined) {
        const noBody = { headers: { 'content-type': 'application/json' } };
        expect(await callOver(base, 'PATCH', noBody)).toMatchObject({
          status: 400,
          body: validationError({ field: 'loyaltyProgram', violatedRule: 'REQUIRED_FIELD' }),
        });
        expect(await callOver(base, 'PATCH', { body: '{' })).toMatchObject({
          status: 400,
          body: validationError({ field: 'body', violatedRule: 'FORMAT' }),
        });
        expect(
          await callOver(base, 'PATCH', { body: 'a', headers: { 'content-type': 'text/plain' } }),
        ).toMatchObject({ status: 415 });
      }
    });

    it('answers HEAD where it answers GET, without the body', async () => {
      const { etag = '' } = (await callOver(base, 'GET')).headers;
      expect(await callOver(base, 'HEAD')).toMatchObject({ status: 200, text: '', headers: { etag } });
      const headers = { authorization: undefined };
      expect(await callOver(base, 'HEAD', { headers })).toMatchObject({ status: 401, text: '' });
      const path = '/v1/program/pause';
      expect(await callOver(base, 'HEAD', { path })).toMatchObject({ status: 405, text: '' });
    });

    it('refuses a large body, whether its length is told before or not', async () => {
      const body = oversized(70_000);
      expect(await callOver(base, 'PATCH', { body })).toMatchObject({
        status: 413,
        body: applicationError('PAYLOAD_TOO_LARGE', { limitInBytes: 65_536 }),
      });
      expect((await callChunked(base, body)).status).toBe(413);
      if (options.parsesBodies === undefined) {
        expect((await callChunked(base, oversized(5_000_000))).status).toBe(413);
      }
      expect(await revision()).toMatchObject({ revision: '0' });
    });

    it('reads a body that comes in many small pieces', async () => {
      const response = await callChunked(base, `{"loyaltyProgram":{"noise":"${'é'.repeat(500)}"}}`);
      expect(response.status).toBe(200);
    });

    it('is not harmed by a caller that goes away in the middle of its body', async () => {
      const head = [
        `PATCH ${options.mountedAt ?? ''}/loyalty-programs/v1/program HTTP/1.1`,
        'Host: localhost',
        `Authorization: ${KEYS.admin}`,
        `wix-site-id: ${SITE}`,
        'Content-Type: application/json',
      ].join('\r\n');
      const json = '{"loyaltyProgram":{"name":"Ghost"}}';
      await abandon(server.port, `${head}\r\nContent-Length: 500\r\n\r\n${json}`);
      await abandon(server.port, `${head}\r\nTransfer-Encoding: chunked\r\n\r\n23\r\n${json}\r\n`);
      expect(await revision()).toMatchObject({ revision: '0' });
      expect(world.bugs).toEqual([]);
    });

    it('leaves every other path to the host', async () => {
      const own = await fetch(`${server.origin}/own`);
      expect([own.status, await own.text()]).toEqual([200, OF_THE_HOST]);
      const unknown = await fetch(`${server.origin}/loyalty-programmes/v1/program`);
      expect(unknown.status).toBe(404);
      expect(await unknown.text()).not.toContain('applicationError');
    });
  });
};

export { OF_THE_HOST };
