import { describe, expect, it } from 'vitest';
import { PREFIXES } from '../../src/server/index.js';
import { ENDPOINTS } from '../../src/server/routes.js';
import { ask } from '../support/ask.js';
import { SAMPLE_CALLS, makeSampleCall, sampleCalls } from '../support/calls.js';
import { aWorld } from '../support/world.js';
import { textLike } from '../support/matchers.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

describe('Every endpoint', () => {
  it('has a sample call in these tests', () => {
    expect(Object.keys(SAMPLE_CALLS)).toEqual(ENDPOINTS.map(({ operationId }) => operationId));
  });

  it.each(sampleCalls().flatMap(([id, call]) => PREFIXES.map((prefix) => [id, prefix, call] as const)))(
    '%s below %s answers 200 with JSON that nobody may store',
    async (operationId, prefix, call) => {
      const answer = await makeSampleCall(await aWorld(), call, { prefix });
      expect(answer.status).toBe(200);
      const tagged = /^(?:get|update|activate|pause)LoyaltyProgram$|PointsExpiration$/u.test(operationId);
      expect(answer.headers).toEqual({
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-wix-request-id': textLike(UUID),
        ...(tagged && { etag: textLike(/^"site-a\/\d+"$/u) }),
      });
    },
  );

  it.each(sampleCalls())('%s gives each answer a unique id', async (_operationId, call) => {
    const world = await aWorld();
    const ids = new Set<string | undefined>();
    for (let n = 0; n < 5; n += 1) {
      ids.add((await ask(world.handler, call.method, call)).headers['x-wix-request-id']);
    }
    expect(ids.size).toBe(5);
  });
});

describe('An error', () => {
  it.each([
    ['nothing at the path', 404, 'GET', { path: '/v1/nothing' }],
    ['a wrong method', 405, 'PUT', {}],
    ['no key', 401, 'GET', { headers: { authorization: undefined } }],
    ['a wrong field', 400, 'PATCH', { json: { loyaltyProgram: { name: '' } } }],
  ])('for %s has the headers of every answer', async (_what, status, method, asked) => {
    const { handler } = await aWorld();
    const answer = await ask(handler, method, asked);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-wix-request-id': textLike(UUID),
    });
    expect(answer.headers).not.toHaveProperty('etag');
  });
});
