import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { createHash } from 'node:crypto';
import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { createHandler, type Principal } from '../../src/server/index.js';

import { type Answered, ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { ACCOUNT, FOREIGN_SITE, KEYS, SITE } from '../support/keys.js';
import { anEmptyWorld, type World } from '../support/world.js';

const DENIED = { status: 403, body: applicationError('PERMISSION_DENIED') };

const BASE = { name: 'till', permissions: ['READ_PROGRAM'], sites: [SITE] };

const create = (world: World, json: object, authorization: string = KEYS.admin): Promise<Answered> =>
  ask(world.handler, 'POST', { path: '/v1/keys', headers: { authorization }, json });

const list = (world: World, query = '', authorization: string = KEYS.admin): Promise<Answered> =>
  ask(world.handler, 'GET', { path: `/v1/keys${query}`, headers: { authorization } });

const namesOf = ({ body }: Answered): readonly unknown[] => {
  const keys = isRecord(body) && Array.isArray(body['keys']) ? body['keys'] : [];
  return keys.map((key: unknown) => (isRecord(key) ? key['name'] : undefined));
};

const idOf = ({ body }: Answered): string => {
  const key = isRecord(body) ? body['key'] : undefined;
  return isRecord(key) ? String(key['id']) : '';
};

const revoke = (world: World, id: string, authorization: string = KEYS.admin): Promise<Answered> =>
  ask(world.handler, 'DELETE', { path: `/v1/keys/${id}`, headers: { authorization } });

describe('POST /v1/keys', () => {
  it('shows the key once, and stores its hash alone', async () => {
    const world = anEmptyWorld();
    const answer = await create(
      world,
      { ...BASE, accountId: ACCOUNT, expires: '2030-01-31T12:00:00Z' },
      KEYS.owner,
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        key: {
          ...BASE,
          accountId: ACCOUNT,
          createdBy: 'the owner',
          createdDate: new Date(world.clock.now()).toISOString(),
          expires: '2030-01-31T12:00:00.000Z',
        },
      },
    });
    const secret = isRecord(answer.body) ? String(answer.body['secret']) : '';
    expect(secret).toMatch(/^lp_[A-Za-z0-9_-]{43}$/u);
    const sha256 = createHash('sha256').update(secret).digest('hex');
    const stored = (await world.keys.find(sha256))._unsafeUnwrap();
    expect(stored).toMatchObject({ actor: 'till', sites: [SITE], accountId: ACCOUNT });
    expect(JSON.stringify(stored)).not.toContain(secret);
    const listed = await list(world);
    expect(listed.text).not.toContain(secret);
    expect(listed.text).not.toContain(sha256);
  });

  it.each([
    [KEYS.owner, { sites: 'all' }],
    [KEYS.owner, { sites: [SITE, FOREIGN_SITE] }],
    [KEYS.account, { sites: 'all', accountId: 'account-2' }],
    [KEYS.accountOwner, { sites: 'all' }],
  ])('refuses the key %s to grant more than it has: %j', async (authorization, wanted) => {
    const world = anEmptyWorld();
    expect(await create(world, { ...BASE, ...wanted }, authorization)).toMatchObject(DENIED);
    expect(namesOf(await list(world))).toEqual(['a key']);
  });

  it('binds a key to the account of its creator', async () => {
    const answer = await create(anEmptyWorld(), { ...BASE, sites: 'all' }, KEYS.account);
    expect(answer).toMatchObject({ status: 200, body: { key: { accountId: ACCOUNT } } });
  });

  it('grants neither permissions nor a lifetime that its creator lacks', async () => {
    const world = anEmptyWorld();
    const expires = Date.UTC(2030, 0, 1);
    const principal: Principal = {
      permissions: new Set(['MANAGE_KEYS', 'READ_PROGRAM']),
      sites: 'all',
      expires,
      memberSites: () => Promise.resolve(ok([])),
    };
    const handler = createHandler({ ...world.options, authenticate: () => Promise.resolve(ok(principal)) });
    const attempt = (json: object) => ask(handler, 'POST', { path: '/v1/keys', json: { ...BASE, ...json } });
    expect(await attempt({})).toMatchObject(DENIED);
    expect(await attempt({ expires: '2030-01-01T00:00:00.001Z' })).toMatchObject(DENIED);
    const end = new Date(expires).toISOString();
    expect(await attempt({ expires: end, permissions: ['MANAGE_PROGRAM'] })).toMatchObject(DENIED);
    expect(await attempt({ expires: end })).toMatchObject({ status: 200 });
  });

  it.each(['a key', 'admin'])('refuses the name %j, which is taken', async (name) => {
    const answer = await create(anEmptyWorld(), { ...BASE, name });
    expect(answer).toMatchObject({ status: 409, body: applicationError('ALREADY_EXISTS') });
  });

  it.each([
    [{ name: undefined }, 'name', 'REQUIRED_FIELD'],
    [{ name: '' }, 'name', 'MIN_LENGTH'],
    [{ permissions: 'all' }, 'permissions', 'FORMAT'],
    [{ permissions: ['SUPER'] }, 'permissions', 'FORMAT'],
    [{ sites: undefined }, 'sites', 'FORMAT'],
    [{ sites: ['a/b'] }, 'sites[0]', 'FORMAT'],
    [{ sites: Array.from({ length: 1001 }, (_, at) => `s-${at}`) }, 'sites', 'FORMAT'],
    [{ accountId: '' }, 'accountId', 'MIN_LENGTH'],
    [{ expires: 1 }, 'expires', 'TYPE'],
    [{ expires: 'tomorrow' }, 'expires', 'FORMAT'],
    [{ expires: '2030-01-31' }, 'expires', 'FORMAT'],
    [{ expires: '2030-13-31T12:00:00Z' }, 'expires', 'FORMAT'],
  ])('refuses %j', async (wrong, field, violatedRule) => {
    const answer = await create(anEmptyWorld(), { ...BASE, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: validationError({ field, violatedRule }) });
  });
});

describe('GET /v1/keys', () => {
  it('lists the keys within reach, page by page', async () => {
    const world = anEmptyWorld();
    await create(world, { ...BASE, name: 'b' });
    await create(world, { ...BASE, name: 'c', sites: 'all' });
    await create(world, { ...BASE, name: 'd', accountId: ACCOUNT });
    expect(namesOf(await list(world))).toEqual(['a key', 'b', 'c', 'd']);
    expect(namesOf(await list(world, '', KEYS.owner))).toEqual(['a key', 'b', 'd']);
    expect(namesOf(await list(world, '', KEYS.account))).toEqual(['a key', 'd']);
    const first = await list(world, '?limit=3', KEYS.account);
    expect(first.body).toMatchObject({ keys: [{ name: 'a key' }], nextCursor: 'c' });
    expect(namesOf(await list(world, '?limit=3&cursor=c', KEYS.account))).toEqual(['d']);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor='])('refuses %s', async (query) => {
    expect(await list(anEmptyWorld(), `?${query}`)).toMatchObject({ status: 400 });
  });
});

describe('DELETE /v1/keys/{keyId}', () => {
  it('revokes a key within reach alone', async () => {
    const world = anEmptyWorld();
    const id = idOf(await create(world, { ...BASE, sites: 'all' }));
    const missing = await revoke(world, 'no-such-key', KEYS.owner);
    const beyond = await revoke(world, id, KEYS.owner);
    expect([missing.status, beyond.status]).toEqual([404, 404]);
    expect(beyond.text).toBe(missing.text);
    expect(namesOf(await list(world))).toEqual(['a key', 'till']);
    expect(await revoke(world, id)).toMatchObject({ status: 200, body: {} });
    expect(namesOf(await list(world))).toEqual(['a key']);
    expect(await revoke(world, id)).toMatchObject({ status: 404 });
  });

  it.each(['', '..', '%00', 'a%2Fb', 'x'.repeat(65)])('finds no key called %j', async (id) => {
    expect((await revoke(anEmptyWorld(), id)).status).toBe(404);
  });
});

describe('A host without keys of its own', () => {
  it('has no such paths', async () => {
    const { programs, authenticate } = anEmptyWorld().options;
    const world = { ...anEmptyWorld(), handler: createHandler({ programs, authenticate }) };
    const answers = [await list(world), await create(world, BASE), await revoke(world, 'key-1')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('While the store of the keys is down', () => {
  it('is 503, never an empty list', async () => {
    const world = anEmptyWorld();
    world.keys.breakDown();
    const answers = [await list(world), await create(world, BASE), await revoke(world, 'key-1')];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  });
});
