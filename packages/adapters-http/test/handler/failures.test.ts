import { err } from 'neverthrow';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Failure, createHandler } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
import { sampleCalls } from '../support/calls.js';
import { SOME_TEXT } from '../support/matchers.js';
import { aWorld } from '../support/world.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const json = { loyaltyProgram: { name: 'Harbour Club' } };

describe('The cause of a failure', () => {
  it.each(sampleCalls())('is reported once by %s with the request id', async (_operationId, call) => {
    const failures: Failure[] = [];
    const world = await aWorld({}, { onFailure: (failure) => failures.push(failure) });
    world.repository.breakDown();
    world.registry.breakDown();
    const answer = await ask(world.handler, call.method, call);
    if (answer.status === 200) return;
    expect(answer.status).toBe(503);
    expect(failures).toEqual([
      {
        requestId: answer.headers['x-wix-request-id'],
        method: call.method,
        path: `/loyalty-programs${(call.path ?? '').split('?')[0] ?? ''}`,
        status: 503,
        type: SOME_TEXT,
        cause: 'broken down on purpose',
      },
    ]);
    expect(answer.text).not.toContain('broken down');
    expect(world.bugs).toEqual([]);
  });

  it('is not reported for errors of the caller', async () => {
    const failures: Failure[] = [];
    const { handler } = await aWorld({}, { onFailure: (failure) => failures.push(failure) });
    for (const headers of [{ authorization: 'wrong' }, { 'wix-site-id': 'a/b' }, { 'if-match': '"x"' }]) {
      await ask(handler, 'PATCH', { json, headers });
    }
    expect(failures).toEqual([]);
  });

  it('is answered even if the host fails to record it', async () => {
    const world = await aWorld(
      {},
      {
        onFailure: () => {
          throw new TypeError('the log is full');
        },
      },
    );
    world.repository.breakDown();
    expect(await ask(world.handler, 'GET')).toMatchObject({ status: 503 });
  });

  it('is written to the console by default if it is a bug', async () => {
    const write = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const bug = new TypeError('a bug');
    const { programs } = (await aWorld()).options;
    const handler = createHandler({ programs, authenticate: () => Promise.reject(bug) });
    const answer = await ask(handler, 'GET');
    expect(answer).toMatchObject({ status: 500 });
    expect(write).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining(String(answer.headers['x-wix-request-id'])),
      bug,
    );
  });
});

describe('A caller with too many failed keys', () => {
  it('gets 429 and the time to wait', async () => {
    const authenticate = () => Promise.resolve(err({ type: 'RateLimited' as const, retryAfter: 3 }));
    const { handler } = await aWorld({}, { authenticate });
    expect(await ask(handler, 'GET')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3' },
      body: { details: { applicationError: { code: 'RESOURCE_EXHAUSTED' } } },
    });
  });
});

describe('Violations', () => {
  it('are limited to a hundred', async () => {
    const siteIds = Array.from({ length: 100 }, () => 'a/b').join(',');
    const { handler } = await aWorld();
    const many = await ask(handler, 'PUT', {
      path: '/v1/installations/site-a',
      json: { apps: Array.from({ length: 5000 }, (_, index) => `app-${index}`) },
    });
    const named = await ask(handler, 'GET', { path: `/v1/installations?siteIds=${siteIds}` });
    for (const { status, body } of [many, named]) {
      expect(status).toBe(400);
      const violations = JSON.stringify(body).match(/"violatedRule"/gu) ?? [];
      expect(violations.length).toBeLessThanOrEqual(100);
      expect(violations.length).toBeGreaterThan(0);
    }
  });
});
