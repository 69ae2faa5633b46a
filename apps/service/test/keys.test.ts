import { afterAll, describe, expect, it } from 'vitest';
import { ask } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { keysFile } from './support/keys-file.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const KEYS = {
  reader: 'reads-on-one-site',
  manager: 'manages-on-one-site',
  installer: 'installs-everywhere',
  powerless: 'may-do-nothing-at-all',
} as const;

const { origin } = await startServiceWithKey({
  LOYALTY_KEYS_FILE: keysFile([
    { key: KEYS.reader, permissions: ['READ_PROGRAM'], sites: ['mine'] },
    { key: KEYS.manager, permissions: ['READ_PROGRAM', 'MANAGE_PROGRAM'], sites: ['mine'] },
    { key: KEYS.installer, permissions: ['MANAGE_INSTALLATIONS'], sites: 'all' },
    { key: KEYS.powerless, permissions: [], sites: 'all' },
  ]),
});
for (const site of ['mine', 'others']) {
  await ask(origin, 'PUT', `/installations/${site}`, { json: { apps: ['stores'] }, key: KEYS.installer });
}

const json = { loyaltyProgram: { name: 'Harbour Club' } };

describe('A key of the keys file', () => {
  it.each([
    ['reads where it may read', 'reader', 'GET', '/program', 'mine', 200],
    ['does not change where it may read alone', 'reader', 'PATCH', '/program', 'mine', 403],
    ['changes where it may manage', 'manager', 'PATCH', '/program', 'mine', 200],
    ['does not read the site of others', 'reader', 'GET', '/program', 'others', 403],
    ['does not change the site of others', 'manager', 'PATCH', '/program', 'others', 403],
    ['does not learn that a site does not exist', 'reader', 'GET', '/program', 'nowhere', 403],
    ['does not install where it may manage', 'manager', 'PUT', '/installations/mine', 'mine', 403],
    ['does not read in bulk unless it may', 'manager', 'GET', '/bulk/programs', 'mine', 403],
    ['does not read where it may install', 'installer', 'GET', '/program', 'mine', 403],
    ['opens nothing without permissions', 'powerless', 'GET', '/program', 'mine', 403],
  ] as const)('%s', async (_what, key, method, path, site, status) => {
    const withBody = method === 'GET' ? {} : { json };
    const answer = await ask(origin, method, path, { key: KEYS[key], site, ...withBody });
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(answer.body).toMatchObject({ details: { applicationError: { code: 'PERMISSION_DENIED' } } });
    }
  });

  it('is the actor of its changes in the history', async () => {
    await ask(origin, 'PATCH', '/program', { key: KEYS.manager, site: 'mine', json });
    const { body } = await ask(origin, 'GET', '/program/events', { site: 'mine' });
    expect(body).toMatchObject({ events: [{ type: 'ProgramUpdated', actor: KEYS.manager }] });
  });

  it.each(['', 'wrong', `Bearer ${KEYS.reader}`, KEYS.reader.toUpperCase()])(
    'is not the same as %j',
    async (key) => {
      const answer = await ask(origin, 'GET', '/program', { key, site: 'mine' });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ details: { applicationError: { code: 'UNAUTHENTICATED' } } });
    },
  );
});
