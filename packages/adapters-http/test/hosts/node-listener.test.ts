import { describe, expect, it } from 'vitest';
import { type HttpHandler, toNodeListener } from '../../src/server/index.js';
import { applicationError } from '../support/bodies.js';
import { callOver } from '../support/call-over-http.js';
import { serve } from '../support/servers.js';
import { aWorld } from '../support/world.js';

const json = { loyaltyProgram: { name: 'Sea Club' } };

describe('The listener for node:http', () => {
  it('takes a body that was read and dropped for a bug of the host, not for an empty body', async () => {
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

  it('does not answer where the host has answered already', async () => {
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
      'gives a header that can not be sent',
      () => Promise.resolve({ status: 200, headers: { a: '\n' }, body: '' }),
    ],
  ])('ends the connection if a handler %s, and lives on', async (_how, handler) => {
    const server = await serve(toNodeListener(handler));
    await expect(callOver(server.origin, 'GET')).rejects.toThrow('fetch failed');
    await expect(callOver(server.origin, 'GET')).rejects.toThrow('fetch failed');
    await server.stop();
  });

  it('gives the handler what a request is made of', async () => {
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
