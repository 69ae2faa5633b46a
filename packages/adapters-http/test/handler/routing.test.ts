import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { anEmptyWorld, aWorld } from '../support/world.js';

const NOTHING_HERE = [
  '/',
  '',
  '*',
  '/loyalty-programs',
  '/loyalty-programs/',
  '/loyalty-programs/v1',
  '/loyalty-programs/v1/program/',
  '/loyalty-programs/v1//program',
  '//loyalty-programs/v1/program',
  '/loyalty-programs//v1/program',
  '/loyalty-programs/v1/Program',
  '/LOYALTY-PROGRAMS/v1/program',
  '/loyalty-programs/v2/program',
  '/loyalty-programs/v1/programs',
  '/loyalty-programs/v1/program/activate/',
  '/loyalty-programs/v1/program%2Factivate',
  '/loyalty-programs/v1/%70rogram',
  '/loyalty-programs/v1/installations/site-a/',
  '/loyalty-programs/v1/installations//site-a',
  '/loyalty-programs/v1/installations/site-a/program',
  '/loyalty-programs/v1/installations/../program',
  '/loyalty-programs/../loyalty-programs/v1/program',
  '/loyalty-programs/v1/__proto__',
  '/loyalty-programs/constructor',
  '/api/loyalty-programs/v1/program',
  '/_api/loyalty-programs/loyalty-programs/v1/program',
  '/_api/v1/program',
  '/health/live',
];

describe('A path', () => {
  it.each(NOTHING_HERE)('%j is 404, with a key and without', async (fullPath) => {
    const { handler } = await aWorld();
    for (const headers of [{}, { authorization: undefined }]) {
      const answer = await ask(handler, 'GET', { fullPath, headers });
      expect(answer).toMatchObject({ status: 404, body: applicationError('NOT_FOUND') });
    }
  });

  it.each([
    ['', 'MIN_LENGTH'],
    ['%zz', 'FORMAT'],
    ['%', 'FORMAT'],
    ['%2e%2e%2fprogram', 'FORMAT'],
    ['{siteId}', 'FORMAT'],
    ['a%00', 'FORMAT'],
    ['%ff', 'FORMAT'],
    ['a'.repeat(65), 'MAX_LENGTH'],
  ])('that ends in the site %j is a violation of %s', async (site, violatedRule) => {
    const { handler } = await aWorld();
    const answer = await ask(handler, 'GET', { path: `/v1/installations/${site}` });
    expect(answer).toMatchObject({ status: 400, body: validationError({ field: 'siteId', violatedRule }) });
  });

  it.each(['.', '..', '%2e%2e', '%2E', '__proto__', 'constructor', 'toString', 'site%2Da', ':'])(
    'may end in the site %j like any other',
    async (site) => {
      const { handler } = anEmptyWorld();
      const path = `/v1/installations/${site}`;
      expect(await ask(handler, 'GET', { path })).toMatchObject({ status: 404 });
      const siteId = decodeURIComponent(site);
      const put = await ask(handler, 'PUT', { path, json: { apps: ['stores'] } });
      expect(put).toMatchObject({ status: 200, body: { installation: { siteId } } });
      expect(await ask(handler, 'GET', { headers: { 'wix-site-id': siteId } })).toMatchObject({
        status: 200,
      });
    },
  );
});

describe('An unsupported method', () => {
  const paths = [
    ['/v1/program', 'GET, HEAD, PATCH, DELETE'],
    ['/v1/program/activate', 'POST'],
    ['/v1/program/pause', 'POST'],
    ['/v1/program/points-expiration/enable', 'POST'],
    ['/v1/program/points-expiration/disable', 'POST'],
    ['/v1/bulk/programs', 'GET, HEAD'],
    ['/v1/program/premium-features', 'GET, HEAD'],
    ['/v1/program/readiness', 'GET, HEAD'],
    ['/v1/program/operations', 'GET, HEAD'],
    ['/v1/program/events', 'GET, HEAD'],
    ['/v1/installations', 'GET, HEAD'],
    ['/v1/installations/site-a', 'PUT, GET, HEAD, DELETE'],
  ] as const;
  const methods = [
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'get',
    'QUERY',
    'constructor',
  ];

  it.each(paths)('is 405 at %s with the allowed ones: %s', async (path, allow) => {
    const { handler } = await aWorld();
    for (const method of methods.filter((each) => !allow.split(', ').includes(each))) {
      const answer = await ask(handler, method, { path });
      expect(answer).toMatchObject({
        status: 405,
        body: applicationError('METHOD_NOT_ALLOWED'),
        headers: { allow },
      });
    }
  });
});
