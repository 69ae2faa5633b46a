import { accountIdOf, siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { type Principal, createHandler, pageOfSites } from '../../src/server/index.js';
import { ask, requestOf, textOf } from '../support/ask.js';
import { NOW, applicationError, programBody, validationError } from '../support/bodies.js';
import { named } from '../support/calls.js';
import { FOREIGN_SITE, KEYS, SISTER_SITE, SITE } from '../support/keys.js';
import { type World, aWorld, anEmptyWorld } from '../support/world.js';

const path = '/v1/bulk/programs';
const owner = { authorization: KEYS.owner, 'wix-site-id': undefined };

const bulkGet = ({ handler }: World, headers: Readonly<Record<string, string | undefined>> = {}) =>
  ask(handler, 'GET', { path, headers: { ...owner, ...headers } });

/** Loyalty on all three sites; the sister site belongs to no account. */
const threeSites = async (): Promise<World> => {
  const world = await aWorld({ accountId: accountIdOf('account-1') });
  (await world.registry.register(SISTER_SITE, anInstallation()))._unsafeUnwrap();
  (await world.registry.register(FOREIGN_SITE, anInstallation()))._unsafeUnwrap();
  return world;
};

/** A world in which the sites of the caller are what is given. */
const withMembers = (memberSites: Principal['memberSites']): World => {
  const permissions = new Set(['PROGRAM_BULK_READ'] as const);
  return anEmptyWorld({
    authenticate: () => Promise.resolve(ok({ permissions, sites: 'all', memberSites })),
  });
};

describe('A bulk get', () => {
  it('returns the programs of the sites of the caller, each with its revision', async () => {
    const world = await threeSites();
    await named(world);
    const { status, body, headers } = await bulkGet(world);
    expect(status).toBe(200);
    expect(body).toEqual({
      programInSites: [
        {
          metaSiteId: SITE,
          loyaltyProgram: programBody({ name: 'Harbour Club', updatedDate: NOW }),
          revision: '1',
        },
        { metaSiteId: SISTER_SITE, loyaltyProgram: programBody(), revision: '0' },
      ],
    });
    expect(headers).not.toHaveProperty('etag');
  });

  it('neither needs nor reads a site in the header', async () => {
    const world = await threeSites();
    const { text } = await bulkGet(world);
    for (const site of [SITE, FOREIGN_SITE, 'not a site']) {
      expect(await bulkGet(world, { 'wix-site-id': site })).toMatchObject({ status: 200, text });
    }
  });

  it('is limited to the sites of one account', async () => {
    const world = await threeSites();
    expect(await bulkGet(world, { 'wix-account-id': 'account-1' })).toMatchObject({
      status: 200,
      body: { programInSites: [{ metaSiteId: SITE }] },
    });
    expect((await bulkGet(world, { 'wix-account-id': 'account-2' })).body).toEqual({ programInSites: [] });
  });

  it.each([
    ['', 'MIN_LENGTH'],
    ['a'.repeat(256), 'MAX_LENGTH'],
  ])('refuses the account %j', async (account, violatedRule) => {
    const answer = await bulkGet(await threeSites(), { 'wix-account-id': account });
    const violation = { field: 'wix-account-id', violatedRule };
    expect(answer).toMatchObject({ status: 400, body: validationError(violation) });
  });

  it('omits sites without loyalty, down to an empty list', async () => {
    expect((await bulkGet(await aWorld())).body).toMatchObject({ programInSites: [{ metaSiteId: SITE }] });
    expect((await bulkGet(anEmptyWorld())).body).toEqual({ programInSites: [] });
    expect((await ask(withMembers(() => Promise.resolve(ok([]))).handler, 'GET', { path })).body).toEqual({
      programInSites: [],
    });
  });

  it('is paged on request, down to the last site', async () => {
    const { handler } = await threeSites();
    const headers = { authorization: KEYS.admin };
    const page = async (query: string) => (await ask(handler, 'GET', { path: path + query, headers })).body;
    expect(await page('?limit=2')).toMatchObject({
      programInSites: [{ metaSiteId: SITE }, { metaSiteId: SISTER_SITE }],
      nextCursor: SISTER_SITE,
    });
    const last = await page(`?limit=2&cursor=${SISTER_SITE}`);
    expect(last).toMatchObject({ programInSites: [{ metaSiteId: FOREIGN_SITE }] });
    expect(last).not.toHaveProperty('nextCursor');
    expect(await page(`?cursor=${FOREIGN_SITE}`)).toEqual({ programInSites: [] });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=', 'limit'],
    ['limit=1.5', 'limit'],
    ['cursor=a%2Fb', 'cursor'],
  ])('refuses %s', async (query, field) => {
    const { handler } = await threeSites();
    expect(await ask(handler, 'GET', { path: `${path}?${query}` })).toMatchObject({
      status: 400,
      body: validationError({ field, violatedRule: 'FORMAT' }),
    });
  });

  describe('over many sites', () => {
    const all = Array.from({ length: 1234 }, (_, index) =>
      siteIdOf(`site-${String(index).padStart(4, '0')}`),
    );
    const largeWorld = async (memberSites: Principal['memberSites']): Promise<World> => {
      const world = withMembers(memberSites);
      for (const siteId of all) (await world.registry.register(siteId, anInstallation()))._unsafeUnwrap();
      return world;
    };

    it('reads at most a page ahead of its caller, and returns each site once', async () => {
      let read = 0;
      const { handler } = await largeWorld((page) => {
        const siteIds = pageOfSites(all, page);
        read += siteIds.length;
        return Promise.resolve(ok(siteIds));
      });
      const { body } = await handler(requestOf('GET', { path }));
      if (typeof body === 'string') throw new TypeError('not in parts');
      let text = '';
      let parts = 0;
      for await (const part of body) {
        text += part;
        parts += 1;
        expect(read).toBeLessThanOrEqual(100 * parts);
      }
      const programInSites = all.map((metaSiteId) => ({ metaSiteId }));
      expect(JSON.parse(text)).toMatchObject({ programInSites });
    });

    it('returns at most a thousand of them and a cursor', async () => {
      const { handler } = await largeWorld((page) => Promise.resolve(ok(pageOfSites(all, page))));
      const { body } = await ask(handler, 'GET', { path: `${path}?limit=1000` });
      expect(body).toMatchObject({ nextCursor: all[999] });
    });

    it('aborts and reports the cause once when a later page fails', async () => {
      const failures: unknown[] = [];
      const bugs: unknown[] = [];
      let pages = 0;
      const { options } = await largeWorld((page) => {
        pages += 1;
        return Promise.resolve(
          pages > 2 ? err({ type: 'Unavailable' as const, cause: 'the disk' }) : ok(pageOfSites(all, page)),
        );
      });
      const handler = createHandler({
        ...options,
        onFailure: (failure) => failures.push(failure),
        onBug: (bug) => bugs.push(bug),
      });
      const response = await handler(requestOf('GET', { path }));
      await expect(textOf(response)).rejects.toThrow();
      const requestId = response.headers['x-wix-request-id'];
      expect(failures).toMatchObject([{ requestId, status: 503, type: 'Unavailable', cause: 'the disk' }]);
      expect(bugs).toEqual([]);
    });
  });

  it('is 503 if the sites of the caller are unknown', async () => {
    const { handler } = withMembers(() => Promise.resolve(err({ type: 'Unavailable', retryAfter: 3 })));
    expect(await ask(handler, 'GET', { path })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '3' },
      body: applicationError('UNAVAILABLE', { unavailable: 'SERVICE' }),
    });
  });

  it('is 500 if the host fails to list them', async () => {
    const world = withMembers(() => Promise.reject(new TypeError('secret')));
    expect(await ask(world.handler, 'GET', { path })).toMatchObject({ status: 500 });
    expect(world.bugs).toHaveLength(1);
  });
});
