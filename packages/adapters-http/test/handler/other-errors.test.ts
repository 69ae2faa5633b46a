import { type ChangeError, type LoyaltyPrograms, type RemoteError, siteIdOf } from '@loyalty-programs/core';
import { errAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { applicationError } from '../support/bodies.js';
import { type World, aWorld, anEmptyWorld } from '../support/world.js';

const siteId = siteIdOf('site-a');

/** A world whose programs answer every activation with this error. */
const failingWith = (error: ChangeError | RemoteError): World => {
  const programs: LoyaltyPrograms<RemoteError> = {
    ...anEmptyWorld().options.programs,
    activate: () => errAsync(error),
  };
  return anEmptyWorld({ programs });
};

const activate = async ({ handler }: World) => ask(handler, 'POST', { path: '/v1/program/activate' });

describe('An error of a use case', () => {
  it.each([
    [{ type: 'TooMuchContention', siteId, attempts: 11 }, 409, 'ABORTED', { attempts: 11 }],
    [{ type: 'Rejected', cause: 'not on Sundays' }, 428, 'REJECTED', { cause: 'not on Sundays' }],
    [{ type: 'Unauthenticated' }, 401, 'UNAUTHENTICATED', {}],
    [{ type: 'PermissionDenied' }, 403, 'PERMISSION_DENIED', {}],
    [{ type: 'Cancelled' }, 503, 'UNAVAILABLE', { unavailable: 'SERVICE' }],
    [{ type: 'Unavailable', cause: 'ECONNREFUSED' }, 503, 'UNAVAILABLE', { unavailable: 'SERVICE' }],
    [
      { type: 'RevisionConflict', siteId, expectedRevision: 3 },
      409,
      'INVALID_REVISION',
      { expectedRevision: '3' },
    ],
  ] as const)('%j is %i', async (error, status, code, data) => {
    const answer = await activate(failingWith(error));
    expect(answer).toMatchObject({ status, body: applicationError(code, data) });
    expect(answer.text).not.toContain('ECONNREFUSED');
  });

  it('with a time to wait is passed on in Retry-After', async () => {
    const answer = await activate(failingWith({ type: 'Unavailable', retryAfter: 30 }));
    expect(answer.headers['retry-after']).toBe('30');
  });
});

describe('A bug', () => {
  const boom = () => {
    throw new TypeError('the secret of the inside');
  };
  const INTERNAL = { status: 500, body: applicationError('INTERNAL') };

  it.each([
    ['is thrown', boom],
    ['rejects a promise', () => Promise.reject(new TypeError('the secret of the inside'))],
  ])('that %s while the caller is identified is 500 and tells nothing', async (_how, authenticate) => {
    const world = await aWorld({}, { authenticate });
    const answer = await ask(world.handler, 'GET');
    expect(answer).toMatchObject(INTERNAL);
    expect(JSON.stringify(answer)).not.toContain('secret');
    const [[bug, requestId] = []] = world.bugs;
    expect(bug).toEqual(new TypeError('the secret of the inside'));
    expect(requestId).toBe(answer.headers['x-wix-request-id']);
  });

  it('in a use case is 500 and reported to the host once', async () => {
    const { programs } = (await aWorld()).options;
    const world = anEmptyWorld({ programs: { ...programs, get: boom } });
    const answer = await ask(world.handler, 'GET');
    expect(answer).toMatchObject(INTERNAL);
    expect(answer.text).not.toContain('secret');
    expect(world.bugs).toHaveLength(1);
  });

  it('is 500 even if the host does not or cannot record it', async () => {
    for (const onBug of [boom, undefined]) {
      const { handler } = anEmptyWorld({ authenticate: boom, ...(onBug === undefined ? {} : { onBug }) });
      expect(await ask(handler, 'GET')).toMatchObject(INTERNAL);
    }
  });

  it('is distinct from a refusal', async () => {
    const world = await aWorld();
    await ask(world.handler, 'PATCH', { body: '{' });
    await ask(world.handler, 'GET', { path: '/v1/nothing' });
    expect(world.bugs).toEqual([]);
  });
});
