import { accountIdOf, type Installed } from '@loyalty-programs/core';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/server/endpoint.js';
import { createHandler } from '../../src/server/index.js';
import { ENDPOINTS } from '../../src/server/routes.js';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { type SampleCall, sampleCalls } from '../support/calls.js';
import { ACCOUNT, FOREIGN_SITE, KEYS, SITE } from '../support/keys.js';
import { type World, anEmptyWorld } from '../support/world.js';

const ALLOWED = { status: 200 };
const UNAUTHENTICATED = { status: 401, body: applicationError('UNAUTHENTICATED') };
const DENIED = { status: 403, body: applicationError('PERMISSION_DENIED') };
const NO_PROGRAMS = { status: 200, body: { programInSites: [] } };
const NO_SITES = { status: 200, body: { sites: [] } };
const IF_MATCH_REFUSED = {
  status: 400,
  body: validationError({ field: 'If-Match', violatedRule: 'FORMAT' }),
};

/** A route as a caller may take it: with the site in a header, in the path or in the query. */
interface Route {
  readonly endpoint: Endpoint;
  readonly call: SampleCall;
}

const SAMPLES: ReadonlyMap<string, SampleCall> = new Map(sampleCalls());

const routesOf = (endpoint: Endpoint): readonly Route[] => {
  const call = SAMPLES.get(endpoint.operationId);
  if (call === undefined) throw new TypeError(`${endpoint.operationId} has no sample call`);
  const path = (call.path ?? '').replace('site-b', SITE);
  const route = { endpoint, call: { ...call, path } };
  return endpoint.operationId === 'bulkGetLoyaltyProgram'
    ? [route, { endpoint, call: { ...call, path: `${path}?siteIds=${SITE}` } }]
    : [route];
};

const ROUTES = ENDPOINTS.flatMap(routesOf).map(
  (route) => [`${route.call.method} ${route.call.path ?? ''}`, route] as const,
);

type Expected = (route: Route) => object;

const always =
  (expected: object): Expected =>
  () =>
    expected;

const isBulk = ({ call: { path = '' } }: Route): boolean => path.endsWith('/v1/bulk/programs');

/** Keys belong to no site. */
const isOfKeys = ({ endpoint: { operationId } }: Route): boolean => /Keys?$/u.test(operationId);

/** A call that names no site answers with what the caller may read: here nothing. */
const denied: Expected = (route) => {
  if (isOfKeys(route)) return ALLOWED;
  if (route.endpoint.operationId === 'searchSites') return NO_SITES;
  return isBulk(route) ? NO_PROGRAMS : DENIED;
};

/** The site is open to the caller, but without loyalty. */
const notInstalled: Expected = (route) => {
  const { operationId } = route.endpoint;
  if (isOfKeys(route)) return ALLOWED;
  if (operationId === 'bulkGetLoyaltyProgram') return NO_PROGRAMS;
  if (operationId === 'searchSites') return NO_SITES;
  if (operationId === 'getInstallation') return { status: 404 };
  return /Readiness|Operations|erase|Installation/u.test(operationId) ? ALLOWED : { status: 428 };
};

const staleTag: Expected = ({ endpoint: { method, refusals, operationId } }) => {
  if (method === 'GET') return ALLOWED;
  if (!refusals.includes(412)) return IF_MATCH_REFUSED;
  // Disabling has nothing to change here, which no revision forbids.
  return operationId === 'disablePointsExpiration' ? ALLOWED : { status: 412 };
};

interface Guard {
  readonly key?: string;
  /** What is installed on the site of the call; absent: nothing. */
  readonly installed?: Partial<Installed>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly site?: string;
  readonly expected: Expected;
}

const OWN = { accountId: ACCOUNT };
const OTHER = { accountId: accountIdOf('account-2') };
const NONE = { accountId: null };
const { account, accountOwner } = KEYS;

const GUARDS: Readonly<Record<string, Guard>> = {
  'no key': { installed: OWN, expected: always(UNAUTHENTICATED) },
  'a wrong key': { key: 'a-wrong-key', installed: OWN, expected: always(UNAUTHENTICATED) },
  'a key without permission': { key: KEYS.powerless, installed: OWN, expected: always(DENIED) },
  'a key for other sites': { key: KEYS.owner, installed: OWN, site: FOREIGN_SITE, expected: denied },
  'a key for the account': { key: account, installed: OWN, expected: always(ALLOWED) },
  'a key for another account': { key: account, installed: OTHER, expected: denied },
  'a key for an account, site of none': { key: account, installed: NONE, expected: denied },
  'a key for an account, site not installed': { key: account, expected: denied },
  'a key for site and account': { key: accountOwner, installed: OWN, expected: always(ALLOWED) },
  'a key for site and another account': { key: accountOwner, installed: OTHER, expected: denied },
  'a key for site and account, site of none': { key: accountOwner, installed: NONE, expected: denied },
  'a key for site and account, site not installed': { key: accountOwner, expected: notInstalled },
  'a stale If-Match': {
    key: KEYS.admin,
    installed: OWN,
    headers: { 'if-match': `"${SITE}/77"` },
    expected: staleTag,
  },
  'an If-Match that any revision matches': {
    key: KEYS.admin,
    installed: OWN,
    headers: { 'if-match': '*' },
    expected: (route) =>
      route.endpoint.method === 'GET' || route.endpoint.refusals.includes(412) ? ALLOWED : IF_MATCH_REFUSED,
  },
};

const worldFor = async ({ before }: SampleCall, { installed, site = SITE }: Guard): Promise<World> => {
  const world = anEmptyWorld();
  if (installed === undefined) return world;
  const json = { apps: ['stores'], premiumFeatures: anInstallation().premiumFeatures, ...installed };
  const headers = { 'wix-site-id': site };
  await ask(world.handler, 'PUT', { path: `/v1/installations/${site}`, json });
  const update = { loyaltyProgram: { name: 'Harbour Club' } };
  if (before !== undefined) await ask(world.handler, 'PATCH', { headers, json: update });
  if (before === 'activated') await ask(world.handler, 'POST', { headers, path: '/v1/program/activate' });
  return world;
};

/** What the admin sees of a site: everything that a refused call could have changed. */
const contentOf = async ({ handler }: World, site: string): Promise<unknown> => {
  const paths = ['/v1/program', '/v1/program/events', `/v1/installations/${site}`];
  const headers = { 'wix-site-id': site };
  return Promise.all(paths.map(async (path) => (await ask(handler, 'GET', { path, headers })).body));
};

describe.each(ROUTES)('%s', (_route, route) => {
  const { call } = route;

  it.each(Object.entries(GUARDS))('meets %s', async (_guard, guard) => {
    const { key, site = SITE, headers = {}, expected } = guard;
    const world = await worldFor(call, guard);
    const before = await contentOf(world, site);
    const answer = await ask(world.handler, call.method, {
      ...call,
      path: (call.path ?? '').replace(SITE, site),
      headers: { authorization: key, 'wix-site-id': site, ...headers },
    });
    expect(answer).toMatchObject(expected(route));
    if (answer.status !== 200) expect(await contentOf(world, site)).toEqual(before);
  });
});

describe('A caller that is bound to an account', () => {
  const path = `/v1/installations/${SITE}`;
  const headers = { authorization: account };
  const accountOf = async ({ handler }: World): Promise<unknown> =>
    (await ask(handler, 'GET', { path })).body;

  it.each([{}, { accountId: null }, { accountId: ACCOUNT }])(
    'leaves the account unchanged with %j',
    async (input) => {
      const world = await worldFor({ method: 'PUT' }, { installed: OWN, expected: always(ALLOWED) });
      const json = { apps: ['events'], ...input };
      expect(await ask(world.handler, 'PUT', { path, headers, json })).toMatchObject(ALLOWED);
      expect(await accountOf(world)).toMatchObject({
        installation: { accountId: ACCOUNT, apps: ['events'] },
      });
    },
  );

  it('does not move its own site to another account', async () => {
    const world = await worldFor({ method: 'PUT' }, { installed: OWN, expected: always(ALLOWED) });
    const json = { apps: ['stores'], ...OTHER };
    expect(await ask(world.handler, 'PUT', { path, headers, json })).toMatchObject(DENIED);
    expect(await accountOf(world)).toMatchObject({ installation: OWN });
  });

  it.each([
    ['PUT', { apps: [] }],
    ['DELETE', undefined],
  ] as const)('does not %s a site that moves to another account meanwhile', async (method, json) => {
    const world = await worldFor({ method }, { installed: OWN, expected: always(ALLOWED) });
    const { registry } = world;
    const checkMany = registry.checkMany.bind(registry);
    registry.checkMany = async (siteIds) => {
      const checked = await checkMany(siteIds);
      (await registry.register(SITE, anInstallation(OTHER)))._unsafeUnwrap();
      return checked;
    };
    expect(await ask(world.handler, method, { path, headers, json })).toMatchObject(DENIED);
    registry.checkMany = checkMany;
    expect(await accountOf(world)).toMatchObject({ installation: OTHER });
  });

  it('has no programs in another account', async () => {
    const world = await worldFor({ method: 'GET' }, { installed: OTHER, expected: denied });
    const answer = await ask(world.handler, 'GET', {
      path: '/v1/bulk/programs',
      headers: { ...headers, 'wix-account-id': OTHER.accountId },
    });
    expect(answer).toMatchObject(NO_PROGRAMS);
  });

  it('is 503 if the account of a site is unknown', async () => {
    const world = await worldFor({ method: 'GET' }, { installed: OWN, expected: always(ALLOWED) });
    world.registry.breakDown();
    expect(await ask(world.handler, 'GET', { headers })).toMatchObject({ status: 503 });
  });

  it('is a bug of a host without a registry of accounts', async () => {
    const bugs: unknown[] = [];
    const { authenticate, programs } = anEmptyWorld().options;
    const handler = createHandler({ authenticate, programs, onBug: (bug) => bugs.push(bug) });
    expect(await ask(handler, 'GET', { headers })).toMatchObject({ status: 500 });
    expect(bugs).toHaveLength(1);
  });
});

describe('An unbound caller', () => {
  it('moves a site between accounts', async () => {
    const world = await worldFor({ method: 'PUT' }, { installed: OWN, expected: always(ALLOWED) });
    const path = `/v1/installations/${SITE}`;
    const json = { apps: ['stores'], ...OTHER };
    expect(await ask(world.handler, 'PUT', { path, json })).toMatchObject(ALLOWED);
    expect(await ask(world.handler, 'GET', { headers: { authorization: account } })).toMatchObject(DENIED);
  });
});

describe('A call that names sites', () => {
  it.each(['/v1/bulk/programs', '/v1/installations'])('at %s names at most 100', async (path) => {
    const { handler } = anEmptyWorld();
    const naming = (count: number) => {
      const siteIds = Array.from({ length: count }, (_, index) => `site-${index}`).join(',');
      return ask(handler, 'GET', { path: `${path}?siteIds=${siteIds}` });
    };
    expect(await naming(100)).toMatchObject(ALLOWED);
    expect(await naming(101)).toMatchObject({
      status: 400,
      body: validationError({ field: 'siteIds', violatedRule: 'MAX', data: { threshold: 100 } }),
    });
  });
});
