import { describe, expect, it } from 'vitest';
import { type HttpResponse, isOriginPattern, toFetch, withCors } from '../../src/server/index.js';
import { requestOf } from '../support/ask.js';
import { aWorld } from '../support/world.js';

const SHOP = 'https://shop.example';
const EVIL = 'https://shop.example.evil';

const call = async (
  origins: readonly string[],
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> => withCors((await aWorld()).handler, origins)(requestOf(method, { headers }));

const preflight = { origin: SHOP, 'access-control-request-method': 'PATCH' };

describe('withCors', () => {
  it('answers the preflight of an allowed origin without a key', async () => {
    const { status, headers, body } = await call(['https://a.example', SHOP], 'OPTIONS', {
      ...preflight,
      authorization: '',
    });
    expect([status, body]).toEqual([204, '']);
    expect(headers).toEqual({
      vary: 'Origin',
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, HEAD, PATCH, DELETE, POST, PUT',
      'access-control-allow-headers':
        'authorization, content-type, if-match, wix-account-id, wix-site-id, x-wix-bi-gateway, x-wix-consistent',
      'access-control-max-age': '7200',
    });
  });

  it.each(['GET', 'PUT'])(
    'lets an allowed origin read the answer of %s, an error included',
    async (method) => {
      const { headers } = await call([SHOP], method, { origin: SHOP });
      expect(headers).toMatchObject({
        vary: 'Origin',
        'access-control-allow-origin': SHOP,
        'access-control-expose-headers': 'etag, retry-after, x-ignored-fields, x-wix-request-id',
      });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  it.each([EVIL, 'null', 'http://shop.example', `${SHOP}:8443`, `${SHOP}/`, 'HTTPS://SHOP.EXAMPLE', '*', ''])(
    'allows the origin %j nothing',
    async (origin) => {
      for (const method of ['GET', 'OPTIONS']) {
        const { status, headers } = await call([SHOP], method, { ...preflight, origin });
        expect(status).toBe(method === 'GET' ? 200 : 405);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(headers['vary']).toBe('Origin');
      }
    },
  );

  it('allows every origin with *', async () => {
    expect((await call(['*'], 'GET', { origin: EVIL })).headers['access-control-allow-origin']).toBe(EVIL);
    expect((await call(['*'], 'OPTIONS', { ...preflight, origin: 'null' })).status).toBe(204);
  });

  it.each([
    ['https://*.shop.example', 'https://de.shop.example', true],
    ['https://*.shop.example', 'https://a.de.shop.example', true],
    ['https://*.shop.example', 'https://xn--bcher-kva.shop.example', true],
    ['https://*.shop.example', SHOP, false],
    ['https://*.shop.example', 'https://.shop.example', false],
    ['https://*.shop.example', 'https://evilshop.example', false],
    ['https://*.shop.example', 'https://evil.example/.shop.example', false],
    ['https://*.shop.example', 'https://evil.example#.shop.example', false],
    ['https://*.shop.example', 'https://evil.example:80.shop.example', false],
    ['https://*.shop.example', 'https://de.shop.example.evil', false],
    ['https://*.shop.example', 'http://de.shop.example', false],
    ['https://*.shop.example', 'https://de.shop.example:8443', false],
    ['https://*.shop.example:8443', 'https://de.shop.example:8443', true],
    ['capacitor://localhost', 'capacitor://localhost', true],
    ['capacitor://localhost', 'ionic://localhost', false],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop', true],
  ])('with %s, lets %s call: %j', async (pattern, origin, allowed) => {
    const { headers } = await call([pattern], 'GET', { origin });
    expect(headers['access-control-allow-origin']).toBe(allowed ? origin : undefined);
  });

  it.each([
    'shop.example',
    'https://shop.example/',
    'https://Shop.example',
    'https://shop.example:443',
    'https://*',
    'https://*shop.example',
    'https://*.*.example',
    'https://shop.*.example',
    'https://a.*.shop.example',
    '*.shop.example',
    'capacitor://',
    'capacitor://localhost/',
    'null',
    '',
  ])('refuses %j, which matches no origin', async (pattern) => {
    expect(isOriginPattern(pattern)).toBe(false);
    const { handler } = await aWorld();
    expect(() => withCors(handler, [pattern])).toThrow(TypeError);
  });

  it('does not affect callers without an origin', async () => {
    const { status, headers } = await call([SHOP], 'GET', {});
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('leaves OPTIONS without a preflight alone', async () => {
    expect((await call([SHOP], 'OPTIONS', { origin: SHOP })).status).toBe(405);
  });

  it('does nothing without configured origins', async () => {
    const { handler } = await aWorld();
    expect(withCors(handler, [])).toBe(handler);
  });

  it('lets a web-standard host answer a preflight', async () => {
    const api = toFetch(withCors((await aWorld()).handler, [SHOP]));
    const url = 'https://api.example/loyalty-programs/v1/program';
    // A `Request` of a browser may not set these headers; that of a host has got them from the wire.
    const request = new Request(url, { method: 'OPTIONS', headers: preflight });
    const response = await api(request);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});
