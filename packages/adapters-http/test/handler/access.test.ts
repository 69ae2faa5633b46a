import { errAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { makeSampleCall, sampleCalls } from '../support/calls.js';
import { FOREIGN_SITE, KEYS, SISTER_SITE, SITE } from '../support/keys.js';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { aWorld } from '../support/world.js';
import { textLike } from '../support/matchers.js';

const DENIED = { status: 403, body: applicationError('PERMISSION_DENIED') };

describe.each(sampleCalls())('%s', (operationId, call) => {
  it.each([undefined, '', 'some-key', `Bearer ${KEYS.admin}`, KEYS.admin.toUpperCase(), '__proto__'])(
    'refuses the key %j with 401',
    async (authorization) => {
      const answer = await makeSampleCall(await aWorld(), call, { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: applicationError('UNAUTHENTICATED') });
      expect(answer.headers['www-authenticate']).toBe('Key realm="loyalty-programs"');
    },
  );

  it('refuses a key without the permission, whatever the site and body', async () => {
    const world = await aWorld();
    for (const site of [SITE, 'not a site', undefined]) {
      const headers = { authorization: KEYS.powerless, 'wix-site-id': site };
      expect(await makeSampleCall(world, call, { headers, body: '{' })).toMatchObject(DENIED);
    }
  });

  it('lets a read-only key read and do nothing else', async () => {
    const answer = await makeSampleCall(await aWorld(), call, { headers: { authorization: KEYS.reader } });
    const reads = /^(?:get|list)LoyaltyProgram|^searchSites$/u.test(operationId);
    expect(answer).toMatchObject(reads ? { status: 200 } : DENIED);
  });
});

describe('A site that the caller may not use', () => {
  it.each(sampleCalls().filter(([id]) => !/^bulkGet|^searchSites$|Keys?$/u.test(id)))(
    'is refused alike by %s whether it exists or not',
    async (_operationId, call) => {
      const world = await aWorld();
      (await world.registry.register(FOREIGN_SITE, anInstallation()))._unsafeUnwrap();
      const answers = [FOREIGN_SITE, 'site-that-is-not'].map((site) =>
        ask(world.handler, call.method, {
          ...call,
          path: call.path?.replace(/site-[ab]$/u, site) ?? '',
          headers: { authorization: KEYS.owner, 'wix-site-id': site },
        }),
      );
      const [existing, missing] = await Promise.all(answers);
      expect(existing).toMatchObject(DENIED);
      expect(existing?.text).toBe(missing?.text);
      expect(Object.keys(existing?.headers ?? {})).toEqual(Object.keys(missing?.headers ?? {}));
    },
  );

  it('is not reached by way of another site in the header', async () => {
    const { handler } = await aWorld();
    const headers = { authorization: KEYS.owner, 'wix-site-id': SITE };
    const path = `/v1/installations/${FOREIGN_SITE}`;
    expect(await ask(handler, 'DELETE', { path, headers })).toMatchObject(DENIED);
  });
});

describe('The site in the header', () => {
  it('is required; without it permission is denied', async () => {
    const answer = await ask((await aWorld()).handler, 'GET', { headers: { 'wix-site-id': undefined } });
    expect(answer).toMatchObject({ ...DENIED, body: { message: textLike(/wix-site-id/u) } });
  });

  it.each([
    ['', 'MIN_LENGTH'],
    [`${SITE}, ${SISTER_SITE}`, 'FORMAT'],
    ['a/b', 'FORMAT'],
    ['é', 'FORMAT'],
    ['x'.repeat(65), 'MAX_LENGTH'],
  ])('%j is a violation of %s', async (site, violatedRule) => {
    const answer = await ask((await aWorld()).handler, 'GET', { headers: { 'wix-site-id': site } });
    expect(answer).toMatchObject({
      status: 400,
      body: validationError({ field: 'wix-site-id', violatedRule }),
    });
  });
});

describe('A host that cannot authenticate a caller', () => {
  it('makes the answer 503, never 401', async () => {
    const authenticate = () => errAsync({ type: 'Unavailable' as const, retryAfter: 7, cause: 'secret' });
    const { handler } = await aWorld({}, { authenticate: async () => await authenticate() });
    const answer = await ask(handler, 'GET');
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '7' },
      body: applicationError('UNAVAILABLE', { unavailable: 'SERVICE' }),
    });
    expect(answer.text).not.toContain('secret');
  });
});
