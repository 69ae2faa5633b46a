import { anInstallation } from '@loyalty-programs/contract-tests';
import { siteIdOf } from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../src/server/index.js';
import { type Asked, ask } from '../support/ask.js';
import { validationError } from '../support/bodies.js';
import { ACCOUNT, FOREIGN_SITE, KEYS, SISTER_SITE, SITE } from '../support/keys.js';
import { type World, anEmptyWorld } from '../support/world.js';

const search = (world: World, query: string, headers: Asked['headers'] = {}) =>
  ask(world.handler, 'GET', { path: `/v1/sites${query}`, headers });

const sitesIn = (body: unknown): readonly unknown[] => {
  const sites = isRecord(body) ? body['sites'] : undefined;
  return Array.isArray(sites) ? sites : [];
};

/** `SITE` is named and ACTIVE, `SISTER_SITE` lacks everything, `FOREIGN_SITE` belongs to nobody here. */
const aWorldOfSites = async (): Promise<World> => {
  const world = anEmptyWorld();
  for (const [siteId, traits] of [
    [SITE, { accountId: ACCOUNT }],
    [SISTER_SITE, { accountId: ACCOUNT, apps: [] }],
    [FOREIGN_SITE, { accountId: null }],
  ] as const) {
    (await world.registry.register(siteId, anInstallation(traits)))._unsafeUnwrap();
  }
  await ask(world.handler, 'PATCH', { json: { loyaltyProgram: { name: 'Harbour Club' } } });
  await ask(world.handler, 'POST', { path: '/v1/program/activate' });
  return world;
};

const ACTIVE = { siteId: SITE, name: 'Harbour Club', status: 'ACTIVE', installed: true, unmet: [] };
const BARE = {
  siteId: SISTER_SITE,
  status: 'DRAFT',
  installed: true,
  unmet: ['NO_COMPATIBLE_APP', 'NAME_MISSING'],
};
const FOREIGN = { siteId: FOREIGN_SITE, status: 'DRAFT', installed: true, unmet: ['NAME_MISSING'] };

describe('GET /v1/sites', () => {
  it.each([
    ['', [ACTIVE, BARE, FOREIGN]],
    ['?q=site-a', [ACTIVE]],
    ['?q=hARBOUR%20c', [ACTIVE]],
    ['?q=arbour', []],
    ['?q=site&status=DRAFT', [BARE, FOREIGN]],
    ['?status=ACTIVE', [ACTIVE]],
    ['?status=PAUSED', []],
  ])('%s finds sites with what they lack', async (query, sites) => {
    const world = await aWorldOfSites();
    expect(await search(world, query)).toMatchObject({ status: 200, body: { sites } });
  });

  it.each([
    [KEYS.owner, [ACTIVE, BARE]],
    [KEYS.account, [ACTIVE, BARE]],
    [KEYS.accountOwner, [ACTIVE, BARE]],
    [KEYS.reader, [ACTIVE]],
  ])('shows the key %s its own sites alone, whatever it searches', async (authorization, sites) => {
    const world = await aWorldOfSites();
    for (const query of ['', '?q=site', `?q=${FOREIGN_SITE}`]) {
      const { body } = await search(world, query, { authorization });
      expect(body).toEqual({ sites: query.endsWith('others') ? [] : sites });
    }
  });

  it('shows a site to its list alone once it is uninstalled', async () => {
    const world = await aWorldOfSites();
    (await world.registry.remove(SITE))._unsafeUnwrap();
    const uninstalled = { ...ACTIVE, installed: false, unmet: ['LOYALTY_NOT_INSTALLED'] };
    const of = async (authorization: string) => (await search(world, '', { authorization })).body;
    expect(await of(KEYS.accountOwner)).toEqual({ sites: [uninstalled, BARE] });
    expect(await of(KEYS.account)).toEqual({ sites: [BARE] });
  });

  it('reads page after page', async () => {
    const world = await aWorldOfSites();
    const found: unknown[] = [];
    let query = '?limit=1';
    for (let page = 0; page < 10; page += 1) {
      const { body } = await search(world, query);
      found.push(...sitesIn(body));
      const nextCursor = isRecord(body) ? body['nextCursor'] : undefined;
      if (typeof nextCursor !== 'string') break;
      query = `?limit=1&cursor=${encodeURIComponent(nextCursor)}`;
    }
    expect(found).toEqual([ACTIVE, BARE, FOREIGN]);
  });

  it('gives at most 100 sites, 50 unless more are wanted', async () => {
    const world = anEmptyWorld();
    for (let at = 0; at < 101; at += 1) {
      (await world.registry.register(siteIdOf(`many-${at}`), anInstallation()))._unsafeUnwrap();
    }
    const countOf = async (query: string) => sitesIn((await search(world, query)).body).length;
    expect([await countOf(''), await countOf('?limit=100')]).toEqual([50, 100]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['status=GONE', 'status'],
    ['status=', 'status'],
    ['cursor=', 'cursor'],
    ['cursor=site-a', 'cursor'],
    [`q=${'x'.repeat(101)}`, 'q'],
  ])('refuses %s', async (query, field) => {
    const answer = await search(anEmptyWorld(), `?${query}`);
    expect(answer).toMatchObject({ status: 400, body: validationError({ field, violatedRule: 'FORMAT' }) });
  });

  it('is not there for a host without a directory', async () => {
    const { programs, authenticate } = anEmptyWorld().options;
    const handler = createHandler({ programs, authenticate });
    expect(await ask(handler, 'GET', { path: '/v1/sites' })).toMatchObject({ status: 404 });
  });
});
