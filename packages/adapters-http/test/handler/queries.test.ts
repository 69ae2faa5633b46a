import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { ALL_FEATURES } from '../support/bodies.js';
import { activated } from '../support/calls.js';
import { anEmptyWorld, aWorld } from '../support/world.js';

const readiness = { path: '/v1/program/readiness' };
const operations = { path: '/v1/program/operations' };

const ALLOWED = { allowed: true, reasons: [] };
const denied = (...reasons: readonly string[]) => ({ allowed: false, reasons });

describe('The premium features', () => {
  it('are at the top level of their answer', async () => {
    const path = '/v1/program/premium-features';
    const { body } = await ask((await aWorld()).handler, 'GET', { path });
    expect(body).toEqual(ALL_FEATURES);
    const bare = await aWorld({ premiumFeatures: NO_PREMIUM_FEATURES });
    expect((await ask(bare.handler, 'GET', { path })).body).toEqual(NO_PREMIUM_FEATURES);
  });
});

describe('Readiness', () => {
  it('reports what is missing without acting', async () => {
    const { handler } = await aWorld({ apps: [], premiumFeatures: NO_PREMIUM_FEATURES });
    const { status, body } = await ask(handler, 'GET', readiness);
    expect(status).toBe(200);
    expect(body).toEqual({
      activate: { ready: false, unmet: ['NO_COMPATIBLE_APP', 'NAME_MISSING'] },
      enablePointsExpiration: { ready: false, unmet: ['PREMIUM_FEATURE_MISSING'] },
    });
  });

  it('is complete for an active program', async () => {
    const world = await aWorld();
    await activated(world);
    const ready = { ready: true, unmet: [] };
    expect((await ask(world.handler, 'GET', readiness)).body).toEqual({
      activate: ready,
      enablePointsExpiration: ready,
    });
  });

  it('answers for a site without loyalty too', async () => {
    const missing = { ready: false, unmet: ['LOYALTY_NOT_INSTALLED'] };
    expect((await ask(anEmptyWorld().handler, 'GET', readiness)).body).toEqual({
      activate: missing,
      enablePointsExpiration: missing,
    });
  });
});

describe('The operations', () => {
  it('are allowed for an active program, except that points do not expire by default', async () => {
    const world = await aWorld();
    await activated(world);
    expect((await ask(world.handler, 'GET', operations)).body).toEqual({
      earn: ALLOWED,
      redeem: ALLOWED,
      join: ALLOWED,
      manualGrant: ALLOWED,
      expirePoints: denied('POINTS_EXPIRATION_DISABLED'),
    });
  });

  it('are denied for a paused program, except a grant by the owner', async () => {
    const world = await aWorld();
    await activated(world);
    await ask(world.handler, 'POST', { path: '/v1/program/pause' });
    expect((await ask(world.handler, 'GET', operations)).body).toEqual({
      earn: denied('PROGRAM_PAUSED'),
      redeem: denied('PROGRAM_PAUSED'),
      join: denied('PROGRAM_PAUSED'),
      manualGrant: ALLOWED,
      expirePoints: denied('PROGRAM_PAUSED', 'POINTS_EXPIRATION_DISABLED'),
    });
  });

  it('report every reason, for a draft without an app and for a site without loyalty', async () => {
    const { handler } = await aWorld({ apps: [] });
    expect((await ask(handler, 'GET', operations)).body).toMatchObject({
      earn: denied('NO_COMPATIBLE_APP', 'PROGRAM_IN_DRAFT'),
      expirePoints: denied('PROGRAM_IN_DRAFT', 'POINTS_EXPIRATION_DISABLED'),
    });
    const { status, body } = await ask(anEmptyWorld().handler, 'GET', operations);
    expect(status).toBe(200);
    expect(body).toMatchObject({ join: denied('LOYALTY_NOT_INSTALLED') });
  });
});
