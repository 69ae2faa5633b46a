import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { programBody } from '../support/bodies.js';
import { KEYS } from '../support/keys.js';
import { makeSampleCall, sampleCalls } from '../support/calls.js';
import { aWorld } from '../support/world.js';

const KEYS_OF_PROTOTYPES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

describe.each(KEYS_OF_PROTOTYPES)('A field called %s', (key) => {
  const evil = `{"name":"Evil","status":"ACTIVE","revision":"9","polluted":true}`;
  const field = `${JSON.stringify(key)}:${evil}`;

  it.each([
    ['beside the program', `{${field},"loyaltyProgram":{}}`],
    ['in the program', `{"loyaltyProgram":{${field}}}`],
    ['in its parts', `{"loyaltyProgram":{"pointDefinition":{${field}},"pointsExpiration":{${field}}}}`],
  ])('does no harm %s', async (_where, body) => {
    const { handler } = await aWorld();
    const answer = await ask(handler, 'PATCH', { body });
    expect(answer).toMatchObject({ status: 200, body: { revision: '0' } });
    expect(answer.body).toEqual({ loyaltyProgram: programBody(), revision: '0' });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is not taken for the program or the revision', async () => {
    const { handler } = await aWorld();
    const program = `{"loyaltyProgram":{"name":"Evil"},"revision":"9"}`;
    const answer = await ask(handler, 'PATCH', { body: `{${JSON.stringify(key)}:${program}}` });
    expect(answer.status).toBe(400);
  });

  it('is harmless in an installation', async () => {
    const { handler } = await aWorld();
    const body = `{"apps":[],${field},"premiumFeatures":{${JSON.stringify(key)}:{"tiers":true}}}`;
    const answer = await ask(handler, 'PUT', { path: '/v1/installations/site-b', body });
    const premiumFeatures = { loyaltyProgram: false, tiers: false, pointsExpiration: false };
    expect(answer).toMatchObject({ status: 200, body: { installation: { apps: [], premiumFeatures } } });
  });

  it('is not taken for an app, a query or a header', async () => {
    const { handler } = await aWorld();
    const put = await ask(handler, 'PUT', { path: '/v1/installations/site-b', json: { apps: [key] } });
    expect(put.status).toBe(400);
    const events = await ask(handler, 'GET', { path: `/v1/program/events?${key}=1&after=${key}` });
    expect(events.status).toBe(400);
    expect(await ask(handler, 'GET', { headers: { [key]: 'x', 'wix-site-id': key } })).toMatchObject({
      status: 428,
    });
  });
});

describe('A key', () => {
  it.each(sampleCalls())('is in no answer of %s, whatever the outcome', async (_operationId, call) => {
    for (const authorization of [KEYS.admin, KEYS.powerless, 'a-wrong-key-unlike-any', undefined]) {
      const answer = await makeSampleCall(await aWorld(), call, { headers: { authorization } });
      expect(JSON.stringify(answer)).not.toMatch(/key-of|key-without|unlike-any/u);
    }
  });
});
