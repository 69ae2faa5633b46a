import { accountIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { anInstallation } from '@loyalty-programs/contract-tests';
import type { Principal } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
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
  it('gives the programs of the sites of the caller, each with its revision beside it', async () => {
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

  it('does not ask for a site in the header, nor look at one', async () => {
    const world = await threeSites();
    const { text } = await bulkGet(world);
    for (const site of [SITE, FOREIGN_SITE, 'not a site']) {
      expect(await bulkGet(world, { 'wix-site-id': site })).toMatchObject({ status: 200, text });
    }
  });

  it('is narrowed to the sites of one account', async () => {
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

  it('leaves out sites without loyalty, down to an empty list', async () => {
    expect((await bulkGet(await aWorld())).body).toMatchObject({ programInSites: [{ metaSiteId: SITE }] });
    expect((await bulkGet(anEmptyWorld())).body).toEqual({ programInSites: [] });
    expect((await ask(withMembers(() => Promise.resolve(ok([]))).handler, 'GET', { path })).body).toEqual({
      programInSites: [],
    });
  });

  it('gives each site once', async () => {
    const { options } = await threeSites();
    const { handler } = anEmptyWorld({
      ...options,
      authenticate: withMembers(() => Promise.resolve(ok([SISTER_SITE, SITE, SISTER_SITE]))).options
        .authenticate,
    });
    expect(await ask(handler, 'GET', { path })).toMatchObject({
      body: { programInSites: [{ metaSiteId: SISTER_SITE }, { metaSiteId: SITE }] },
    });
  });

  it('is 503 where the sites of the caller are not known', async () => {
    const { handler } = withMembers(() => Promise.resolve(err({ type: 'Unavailable', retryAfter: 3 })));
    expect(await ask(handler, 'GET', { path })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '3' },
      body: applicationError('UNAVAILABLE', { unavailable: 'SERVICE' }),
    });
  });

  it('is 500 where the host fails to tell them', async () => {
    const world = withMembers(() => Promise.reject(new TypeError('secret')));
    expect(await ask(world.handler, 'GET', { path })).toMatchObject({ status: 500 });
    expect(world.bugs).toHaveLength(1);
  });
});
