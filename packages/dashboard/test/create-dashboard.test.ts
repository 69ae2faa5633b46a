import { gzipSync } from 'node:zlib';
import { toFetch } from '@loyalty-programs/adapters-http/server';
import { actorOf, siteIdOf } from '@loyalty-programs/core';
import { createDashboard, type DashboardOptions } from '@loyalty-programs/dashboard';
import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { PRESET_NAMES } from '../src/presets/names.js';

const SITES = [siteIdOf('site-a')];

/** A host whose API answers with the path that it was called with. */
const aDashboard = (options: Partial<DashboardOptions> = {}) => {
  const dashboard = toFetch(
    createDashboard({
      handler: ({ path }) => Promise.resolve({ status: 200, headers: {}, body: `api ${path}` }),
      session: (request) =>
        Promise.resolve(
          request.header('cookie') === 'host=1'
            ? ok({
                actor: actorOf('ann'),
                permissions: new Set(['READ_PROGRAM'] as const),
                sites: new Set(SITES),
                memberSites: () => Promise.resolve(ok(SITES)),
              })
            : err({ type: 'Unauthenticated' }),
        ),
      ...options,
    }),
  );
  return (path: string, init?: RequestInit) => dashboard(new Request(`http://shop.example${path}`, init));
};

const own = { origin: 'http://shop.example', host: 'shop.example' };

const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

const filesIn = (html: string): readonly string[] =>
  [...html.matchAll(/(?:src|href)="([^"]*assets\/[^"]+)"/gu)].map(([, path = '']) => path);

describe('The page', () => {
  it('runs code from here alone, is not framed, and leaves no traces', async () => {
    const { status, headers } = await aDashboard()('/?t=token');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: https:; connect-src 'self'; " +
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may be framed by those whom the host names, and by nothing that is no origin', async () => {
    const { headers } = await aDashboard({ frameAncestors: ["'self'", 'https://admin.example'] })('/');
    expect(headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://admin.example; form-action",
    );
    for (const wrong of ['admin.example', "https://a.example; script-src 'unsafe-inline'", '*', '']) {
      expect(() => aDashboard({ frameAncestors: [wrong] })).toThrow('frameAncestors');
    }
  });

  it('weighs at most 60 KB with its style, all code and one language', async () => {
    const get = aDashboard();
    const html = await textOf(get('/'));
    let bytes = gzipSync(html).length;
    const wanted = [...filesIn(html)];
    const seen = new Set<string>();
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const text = await textOf(get(path));
      bytes += gzipSync(text).length;
      // English, and of the other languages none.
      const imported = [...text.matchAll(/"\.\/((?!(?:de|es|fr|he|ja)-)[\w-]+\.js)"/gu)];
      wanted.push(...imported.map(([, name = '']) => `/assets/${name}`));
    }
    expect([...seen].some((path) => path.startsWith('/assets/en-'))).toBe(true);
    expect(seen.size).toBeGreaterThan(2);
    expect(bytes).toBeLessThan(60 * 1024);
  });

  it('has files that may be kept for good, and no others', async () => {
    const get = aDashboard();
    const [file = ''] = filesIn(await textOf(get('/')));
    expect((await get(file)).headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/none.js')).status).toBe(404);
    expect((await get('/', { method: 'PUT', headers: own })).status).toBe(405);
  });
});

describe('The icons to choose from', () => {
  it('are two dozen pictures with stable addresses, which every shop may show', async () => {
    expect(PRESET_NAMES).toHaveLength(24);
    for (const name of PRESET_NAMES) {
      const answer = await aDashboard()(`/presets/${name}.svg`);
      expect(answer.headers.get('content-type')).toBe('image/svg+xml');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(await answer.text()).toMatch(/^<svg [^>]*viewBox="0 0 48 48"[^>]*>.*<\/svg>$/u);
    }
    expect((await aDashboard()('/presets/none.svg')).status).toBe(404);
    expect((await aDashboard()('/presets/star.png')).status).toBe(404);
  });
});

describe('Below a mount', () => {
  const get = aDashboard({ basePath: '/loyalty' });

  it('finds its files, and takes the mount off the paths of the API', async () => {
    const redirect = await get('/loyalty');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([308, '/loyalty/']);
    const html = await textOf(get('/loyalty/'));
    expect(html).toContain('data-base="/loyalty" data-sign-in="host"');
    for (const file of filesIn(html)) expect((await get(file)).status).toBe(200);
    expect(await textOf(get('/loyalty/loyalty-programs/v1/program'))).toBe(
      'api /loyalty-programs/v1/program',
    );
    expect(await textOf(get('/loyalty-programs/v1/program'))).toBe('api /loyalty-programs/v1/program');
    expect(await textOf(get('/other'))).toBe('api /other');
  });

  it('says who the host has signed in', async () => {
    const answer = await get('/loyalty/session', { headers: { cookie: 'host=1' } });
    expect(await answer.json()).toEqual({ actor: 'ann', permissions: ['READ_PROGRAM'], sites: ['site-a'] });
    expect((await get('/loyalty/session')).status).toBe(401);
    expect((await get('/loyalty/session', { method: 'POST', headers: own })).status).toBe(405);
  });

  it('is refused where the path is none', () => {
    for (const basePath of ['loyalty', '/a b', '/"><script>', '/a//b', '/?']) {
      expect(() => aDashboard({ basePath })).toThrow('basePath');
    }
  });

  it('links to where the host signs people out, whatever stands in that address', async () => {
    const html = await textOf(aDashboard({ signOutUrl: '/leave?"><script>' })('/'));
    expect(html).toContain('data-sign-out="/leave?&quot;&gt;&lt;script&gt;"');
  });
});

describe('Writes', () => {
  const write = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await aDashboard()('/loyalty-programs/v1/program', { method: 'PATCH', headers })).status;

  it.each([
    ['from our own page', { ...own, cookie: 'host=1' }, 200],
    ['as browsers mark those of our own page', { cookie: 'host=1', 'sec-fetch-site': 'same-origin' }, 200],
    ['with a key', { authorization: 'key', origin: 'https://other.example' }, 200],
    ['of programs without a session', {}, 200],
    ['from another origin', { ...own, origin: 'http://evil.example', cookie: 'host=1' }, 403],
    ['from another port', { ...own, origin: 'http://shop.example:81', cookie: 'host=1' }, 403],
    ['from another site of ours', { ...own, cookie: 'host=1', 'sec-fetch-site': 'same-site' }, 403],
    ['from a page without an origin', { ...own, origin: 'null', cookie: 'host=1' }, 403],
    ['that hide where they come from', { host: 'shop.example', cookie: 'host=1' }, 403],
  ])('%s', async (_, headers, status) => {
    expect(await write(headers)).toBe(status);
  });
});
