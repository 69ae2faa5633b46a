import { describe, expect, it } from 'vitest';
import { createHandler } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
import { INSTALLED_DATE, NOW, applicationError, validationError } from '../support/bodies.js';
import { activated, named } from '../support/calls.js';
import { type World, anEmptyWorld, aWorld } from '../support/world.js';

const path = '/v1/installations/site-a';
const put = ({ handler }: World, json: unknown) => ask(handler, 'PUT', { path, json });
const NOT_FOUND = { status: 404, body: applicationError('NOT_FOUND') };

describe('An installation', () => {
  it('is 404 until it is put', async () => {
    const world = anEmptyWorld();
    expect(await ask(world.handler, 'GET', { path })).toMatchObject(NOT_FOUND);
    const installation = {
      siteId: 'site-a',
      accountId: 'account-1',
      apps: ['bookings', 'stores'],
      premiumFeatures: { loyaltyProgram: false, tiers: true, pointsExpiration: false },
      installedDate: NOW,
    };
    const { status, body } = await put(world, {
      accountId: 'account-1',
      apps: ['stores', 'bookings', 'stores'],
      premiumFeatures: { tiers: true },
    });
    expect(status).toBe(200);
    expect(body).toEqual({ installation });
    expect((await ask(world.handler, 'GET', { path })).body).toEqual({ installation });
  });

  it('keeps its date and replaces the rest', async () => {
    const world = await aWorld();
    const { body } = await put(world, { apps: [], accountId: null, premiumFeatures: null });
    expect(body).toEqual({
      installation: {
        siteId: 'site-a',
        apps: [],
        premiumFeatures: { loyaltyProgram: false, tiers: false, pointsExpiration: false },
        installedDate: INSTALLED_DATE,
      },
    });
  });

  it.each([
    [{}, [{ field: 'apps', violatedRule: 'REQUIRED_FIELD' }]],
    [{ apps: 'stores' }, [{ field: 'apps', violatedRule: 'TYPE' }]],
    [
      { apps: ['stores', 'blog', 7] },
      [
        { field: 'apps[1]', violatedRule: 'FORMAT' },
        { field: 'apps[2]', violatedRule: 'FORMAT' },
      ],
    ],
    [
      { accountId: '', apps: null, premiumFeatures: { tiers: 'yes' } },
      [
        { field: 'accountId', violatedRule: 'MIN_LENGTH' },
        { field: 'apps', violatedRule: 'REQUIRED_FIELD' },
        { field: 'premiumFeatures.tiers', violatedRule: 'TYPE' },
      ],
    ],
    [{ accountId: 'a\u0000', apps: [] }, [{ field: 'accountId', violatedRule: 'FORBIDDEN_CHARACTER' }]],
    [{ apps: [], premiumFeatures: [] }, [{ field: 'premiumFeatures', violatedRule: 'TYPE' }]],
  ])('of %j breaks rules, and nothing is recorded', async (json, violations) => {
    const world = anEmptyWorld();
    expect(await put(world, json)).toMatchObject({ status: 400, body: validationError(...violations) });
    expect(await ask(world.handler, 'GET', { path })).toMatchObject(NOT_FOUND);
  });

  it('that is deleted takes its program along and brings it back', async () => {
    const world = await aWorld();
    const { body: before } = await activated(world);
    const { status, body } = await ask(world.handler, 'DELETE', { path });
    expect([status, body]).toEqual([200, {}]);
    expect(await ask(world.handler, 'GET')).toMatchObject({ status: 428 });
    await put(world, {
      apps: ['stores'],
      premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
    });
    expect((await ask(world.handler, 'GET')).body).toEqual(before);
  });

  it('that is deleted with erase=true leaves nothing', async () => {
    const world = await aWorld();
    await named(world);
    expect(await ask(world.handler, 'DELETE', { path: `${path}?erase=true` })).toMatchObject({ status: 200 });
    await put(world, { apps: [] });
    expect(await ask(world.handler, 'GET')).toMatchObject({ status: 200, body: { revision: '0' } });
    expect(await ask(world.handler, 'GET', { path: '/v1/program/events' })).toMatchObject({
      body: { events: [] },
    });
  });

  it.each(['erase=false', 'x=true', 'erase=false&erase=true'])(
    'deleted with %s stays stored',
    async (query) => {
      const world = await aWorld();
      await named(world);
      expect(await ask(world.handler, 'DELETE', { path: `${path}?${query}` })).toMatchObject({ status: 200 });
      await put(world, { apps: [] });
      expect(await ask(world.handler, 'GET')).toMatchObject({ body: { revision: '1' } });
    },
  );

  it.each(['erase=1', 'erase', 'erase=TRUE', 'erase=yes'])(
    'is not deleted by %s, which is ambiguous',
    async (query) => {
      const world = await aWorld();
      const answer = await ask(world.handler, 'DELETE', { path: `${path}?${query}` });
      const violation = { field: 'erase', violatedRule: 'TYPE' };
      expect(answer).toMatchObject({ status: 400, body: validationError(violation) });
      expect(await ask(world.handler, 'GET', { path })).toMatchObject({ status: 200 });
    },
  );

  it('may be deleted when there is none', async () => {
    expect(await ask(anEmptyWorld().handler, 'DELETE', { path })).toMatchObject({ status: 200, body: {} });
  });
});

describe('A host without a registry', () => {
  it('answers 404 at these paths', async () => {
    const { authenticate, programs } = (await aWorld()).options;
    const handler = createHandler({ authenticate, programs });
    for (const [method, json] of [['GET'], ['PUT', { apps: [] }], ['DELETE']] as const) {
      expect(await ask(handler, method, { path, json })).toMatchObject(NOT_FOUND);
    }
    expect(await ask(handler, 'GET')).toMatchObject({ status: 200 });
  });
});
