import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../src/server/routes.js';
import type { Asked } from '../support/ask.js';
import { programBody } from '../support/bodies.js';
import { makeSampleCall, sampleCalls } from '../support/calls.js';
import { inDocument, problemsOfAnswer } from '../support/documented.js';
import { KEYS } from '../support/keys.js';
import { type World, anEmptyWorld, aWorld } from '../support/world.js';

/** A way in which a call can go wrong. */
type Mishap = readonly [what: string, overrides: Asked, prepare: (world: World) => void];

const asItIs = (): void => undefined;

/** Every way that any endpoint may meet. */
const MISHAPS: readonly Mishap[] = [
  ['goes well', {}, asItIs],
  ['has no key', { headers: { authorization: undefined } }, asItIs],
  ['has no permission', { headers: { authorization: KEYS.powerless } }, asItIs],
  ['names no site', { headers: { 'wix-site-id': undefined } }, asItIs],
  ['names a wrong site', { headers: { 'wix-site-id': 'a/b' } }, asItIs],
  ['names a wrong account', { headers: { 'wix-account-id': '' } }, asItIs],
  ['has a malformed body', { body: '{' }, asItIs],
  ['has a body that breaks rules', { json: { loyaltyProgram: { name: '' }, apps: ['blog'] } }, asItIs],
  ['has an empty body', { body: '' }, asItIs],
  ['has a large body', { body: 'x'.repeat(70_000) }, asItIs],
  [
    'has a form as its body',
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    asItIs,
  ],
  ['demands another revision by its tag', { headers: { 'if-match': '"site-a/77"' } }, asItIs],
  [
    'demands another revision in its body',
    { json: { loyaltyProgram: { name: 'Sea Club' }, revision: '77' } },
    asItIs,
  ],
  [
    'meets a store that is down',
    {},
    ({ repository }) => {
      repository.breakDown();
    },
  ],
  [
    'meets a registry that is down',
    {},
    ({ registry }) => {
      registry.breakDown();
    },
  ],
];

const documentedPath = (operationId: string): string =>
  ENDPOINTS.find((endpoint) => endpoint.operationId === operationId)?.path ?? 'none';

describe('An undocumented answer', () => {
  it.each([
    [200, {}],
    [200, { loyaltyProgram: programBody(), revision: 7 }],
    [200, { loyaltyProgram: programBody({ name: null }), revision: '7' }],
    [200, { loyaltyProgram: programBody({ siteId: 'site-a' }), revision: '7' }],
    [201, { loyaltyProgram: programBody(), revision: '7' }],
    [403, { message: 'no', details: {} }],
  ])('is noticed: %i %j', (status, body) => {
    expect(problemsOfAnswer('/v1/program', 'GET', { status, body })).not.toEqual([]);
  });
});

describe.each(sampleCalls())('%s', (operationId, call) => {
  const path = documentedPath(operationId);

  it.each(MISHAPS)('answers as documented when the call %s', async (_what, overrides, prepare) => {
    const full = await aWorld();
    const bare = await aWorld({
      apps: [],
      premiumFeatures: { loyaltyProgram: false, tiers: false, pointsExpiration: false },
    });
    for (const world of [full, bare, anEmptyWorld()]) {
      prepare(world);
      const answer = await makeSampleCall(world, call, overrides);
      expect(problemsOfAnswer(path, call.method, answer), answer.text).toEqual([]);
    }
  });

  it('answers as documented when there is a bug', async () => {
    const world = await aWorld({}, { authenticate: () => Promise.reject(new TypeError()) });
    const answer = await makeSampleCall(world, call);
    expect(answer.status).toBe(500);
    expect(problemsOfAnswer(path, call.method, answer)).toEqual([]);
  });

  it('has every header of its answers in the document', async () => {
    const always = ['content-type', 'cache-control'];
    for (const headers of [{}, { authorization: undefined }]) {
      const answer = await makeSampleCall(await aWorld(), call, { headers });
      const responses = ['paths', path, call.method.toLowerCase(), 'responses', String(answer.status)];
      const documented = inDocument(...responses, 'headers');
      expect([...Object.keys(isRecord(documented) ? documented : {}), ...always].toSorted()).toEqual(
        Object.keys(answer.headers).toSorted(),
      );
    }
  });
});
