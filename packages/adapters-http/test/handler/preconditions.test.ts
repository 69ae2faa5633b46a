import { describe, expect, it } from 'vitest';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { activated, named, sampleCalls } from '../support/calls.js';
import { anEmptyWorld, aWorld } from '../support/world.js';

const activate = { path: '/v1/program/activate', json: {} };
const enable = { path: '/v1/program/points-expiration/enable', json: {} };

const unmet = (...codes: readonly string[]): object => ({
  status: 428,
  body: applicationError(String(codes[0]), { unmet: codes }),
});

/** What is answered for sites without loyalty, too. */
const ANSWERED = ['eraseLoyaltyProgram', 'getLoyaltyProgramReadiness', 'getLoyaltyProgramOperations'];

describe('A site without loyalty', () => {
  const calls = sampleCalls().filter(([, { path = '' }]) => path.startsWith('/v1/program'));

  it.each(calls.filter(([id]) => !ANSWERED.includes(id)))('refuses %s', async (_id, call) => {
    const answer = await ask(anEmptyWorld().handler, call.method, call);
    expect(answer).toMatchObject(unmet('LOYALTY_NOT_INSTALLED'));
  });

  it.each(calls.filter(([id]) => ANSWERED.includes(id)))('does not refuse %s', async (_id, call) => {
    expect(await ask(anEmptyWorld().handler, call.method, call)).toMatchObject({ status: 200 });
  });

  it('refuses even an invalid update for this reason alone', async () => {
    const answer = await ask(anEmptyWorld().handler, 'PATCH', { json: { loyaltyProgram: { name: '' } } });
    expect(answer).toMatchObject(unmet('LOYALTY_NOT_INSTALLED'));
  });
});

describe('Activation', () => {
  it('that lacks only a name is a violation of the field programName', async () => {
    const answer = await ask((await aWorld()).handler, 'POST', activate);
    expect(answer).toMatchObject({
      status: 400,
      body: validationError({ field: 'programName', violatedRule: 'REQUIRED_FIELD' }),
    });
  });

  it('reports everything that is missing', async () => {
    const { handler } = await aWorld({ apps: [] });
    expect(await ask(handler, 'POST', activate)).toMatchObject(unmet('NO_COMPATIBLE_APP', 'NAME_MISSING'));
  });

  it('needs a compatible app', async () => {
    const world = await aWorld({ apps: [] });
    await named(world);
    expect(await ask(world.handler, 'POST', activate)).toMatchObject(unmet('NO_COMPATIBLE_APP'));
  });

  it('needs no premium feature', async () => {
    const answer = await activated(await aWorld({ premiumFeatures: NO_PREMIUM_FEATURES }));
    expect(answer).toMatchObject({ status: 200, body: { loyaltyProgram: { status: 'ACTIVE' } } });
  });
});

describe('Points expiration', () => {
  it('needs its premium feature', async () => {
    const { handler } = await aWorld({ premiumFeatures: NO_PREMIUM_FEATURES });
    expect(await ask(handler, 'POST', enable)).toMatchObject(unmet('PREMIUM_FEATURE_MISSING'));
  });
});

describe('A draft', () => {
  it('cannot be paused', async () => {
    const answer = await ask((await aWorld()).handler, 'POST', { path: '/v1/program/pause', json: {} });
    expect(answer).toMatchObject({
      status: 428,
      body: applicationError('STATUS_TRANSITION_NOT_ALLOWED', { status: 'DRAFT', operation: 'pause' }),
    });
  });
});

describe('A refused call', () => {
  it('leaves no trace', async () => {
    const world = await aWorld({ apps: [], premiumFeatures: NO_PREMIUM_FEATURES });
    const before = await ask(world.handler, 'GET');
    for (const action of ['activate', 'pause', 'points-expiration/enable']) {
      const answer = await ask(world.handler, 'POST', { path: `/v1/program/${action}` });
      expect(answer.status).toBe(428);
    }
    expect((await ask(world.handler, 'GET')).text).toBe(before.text);
    expect(await ask(world.handler, 'GET', { path: '/v1/program/events' })).toMatchObject({
      body: { events: [] },
    });
  });
});
