import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from './support/api.js';
import { keysFile } from './support/keys-file.js';

afterAll(cleanUp);

const FILE_KEY = 'a-key-of-the-keys-file';

const { origin } = await startServiceWithKey({
  LOYALTY_KEYS_FILE: keysFile([{ key: FILE_KEY, permissions: ['READ_PROGRAM'], sites: ['mine'] }]),
});

await ask(origin, 'PUT', '/installations/mine', { json: { apps: ['stores'] } });

const create = async (json: object) => {
  const base = { permissions: ['READ_PROGRAM', 'MANAGE_PROGRAM'], sites: ['mine'] };
  const { status, body } = await ask(origin, 'POST', '/keys', { json: { ...base, ...json } });
  const created = isRecord(body) ? body : {};
  const key = isRecord(created['key']) ? created['key'] : {};
  return { status, id: String(key['id']), secret: String(created['secret']) };
};

const read = async (key: string) => (await ask(origin, 'GET', '/program', { key, site: 'mine' })).status;

const listed = async (id: string): Promise<unknown> => {
  const { body } = await ask(origin, 'GET', '/keys');
  const keys = isRecord(body) && Array.isArray(body['keys']) ? body['keys'] : [];
  return keys.find((key: unknown) => isRecord(key) && key['id'] === id);
};

describe('A key that is created while the service runs', () => {
  it('works at once, where and for what it was made, and is the actor of its changes', async () => {
    const { secret } = await create({ name: 'till 1' });
    expect(await read(secret)).toBe(200);
    const json = { loyaltyProgram: { name: 'Harbour Club' } };
    expect((await ask(origin, 'PATCH', '/program', { key: secret, site: 'mine', json })).status).toBe(200);
    expect((await ask(origin, 'GET', '/program', { key: secret, site: 'others' })).status).toBe(403);
    expect((await ask(origin, 'GET', '/keys', { key: secret })).status).toBe(403);
    const { body } = await ask(origin, 'GET', '/program/events', { site: 'mine' });
    expect(body).toMatchObject({ events: [{ type: 'ProgramUpdated', actor: 'till 1' }] });
  });

  it('is refused from the moment it is revoked', async () => {
    const { id, secret } = await create({ name: 'till 2' });
    expect(await read(secret)).toBe(200);
    expect((await ask(origin, 'DELETE', `/keys/${id}`)).status).toBe(200);
    expect(await read(secret)).toBe(401);
  });

  it('is refused once it has expired', async () => {
    const { secret } = await create({ name: 'till 3', expires: new Date(Date.now() + 3000).toISOString() });
    const statuses = new Set<number>();
    await expect
      .poll(
        async () => {
          const status = await read(secret);
          statuses.add(status);
          return status;
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBe(401);
    expect([...statuses].filter((status) => status !== 200)).toEqual([401]);
  });

  it('shows when it was last used', async () => {
    const { id, secret } = await create({ name: 'till 4' });
    expect(await listed(id)).not.toHaveProperty('lastUsed');
    await read(secret);
    expect(await listed(id)).toHaveProperty('lastUsed');
  });

  it('has a name that no other key has', async () => {
    const statuses = await Promise.all(
      ['admin', FILE_KEY, 'till 5'].map(async (name) => (await create({ name })).status),
    );
    expect(statuses).toEqual([409, 409, 200]);
    expect((await create({ name: 'till 5' })).status).toBe(409);
  });
});
