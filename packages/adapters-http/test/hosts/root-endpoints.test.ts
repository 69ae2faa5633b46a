import { describe, expect, it } from 'vitest';
import { createOpenApiDocument, withRootEndpoints } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
import { applicationError } from '../support/bodies.js';
import { aWorld } from '../support/world.js';

const rooted = async (isReady: () => Promise<boolean> = () => Promise.resolve(true)) =>
  withRootEndpoints((await aWorld()).handler, { isReady });

const WITHOUT_KEY = { headers: { authorization: undefined, 'wix-site-id': undefined } };

const get = async (fullPath: string, isReady?: () => Promise<boolean>) =>
  ask(await rooted(isReady), 'GET', { fullPath, ...WITHOUT_KEY });

describe('withRootEndpoints', () => {
  it('reports that the service is live, ready or not', async () => {
    const answer = await get('/health/live', () => Promise.resolve(false));
    expect(answer).toMatchObject({ status: 200, body: { status: 'UP' } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('checks readiness at each call', async () => {
    let ready = true;
    const handler = await rooted(() => Promise.resolve(ready));
    expect(await ask(handler, 'GET', { fullPath: '/health/ready' })).toMatchObject({ status: 200 });
    ready = false;
    expect(await ask(handler, 'GET', { fullPath: '/health/ready' })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { status: 'DOWN' },
    });
  });

  it('treats a failed readiness check as not ready', async () => {
    const answer = await get('/health/ready', () => Promise.reject(new TypeError('secret')));
    expect(answer).toMatchObject({ status: 503, body: { status: 'DOWN' } });
    expect(answer.text).not.toContain('secret');
  });

  it('returns the OpenAPI document', async () => {
    const { status, body } = await get('/openapi.json');
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())));
  });

  it.each(['/health/live', '/health/ready', '/openapi.json'])(
    'allows only GET and HEAD at %s',
    async (fullPath) => {
      for (const method of ['POST', 'DELETE', 'OPTIONS']) {
        expect(await ask(await rooted(), method, { fullPath })).toMatchObject({
          status: 405,
          headers: { allow: 'GET, HEAD' },
          body: applicationError('METHOD_NOT_ALLOWED'),
        });
      }
    },
  );

  it('leaves the API and everything else to the handler', async () => {
    expect(await ask(await rooted(), 'GET')).toMatchObject({ status: 200, body: { revision: '0' } });
    for (const fullPath of ['/health', '/health/', '/health/live/', '/', '/openapi.yaml']) {
      expect(await get(fullPath)).toMatchObject({ status: 404, body: applicationError('NOT_FOUND') });
    }
    expect(await ask(await rooted(), 'GET', WITHOUT_KEY)).toMatchObject({ status: 401 });
  });
});
