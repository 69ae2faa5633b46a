import { afterAll, describe, expect, it } from 'vitest';
import { aSite, ask, askFor } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { keysFile } from './support/keys-file.js';
import { A_DATE } from './support/matchers.js';
import { officialPrograms } from './support/official-client.js';
import { refusalOf } from './support/refusal.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const permissions = ['READ_PROGRAM', 'MANAGE_PROGRAM', 'PROGRAM_BULK_READ'];
const { origin } = await startServiceWithKey({
  LOYALTY_KEYS_FILE: keysFile([
    { key: 'harbour-account-key', permissions, sites: 'all', accountId: 'harbour' },
    { key: 'harbour-one-site-key', permissions, sites: ['harbour-club', 'quay-club'], accountId: 'harbour' },
    { key: 'two-sites-key', permissions, sites: ['quay-club', 'harbour-club', 'nowhere'] },
    { key: 'no-bulk-key', permissions: ['READ_PROGRAM'], sites: 'all' },
  ]),
});
await aSite(origin, { accountId: 'harbour' }, 'harbour-club');
await aSite(origin, { accountId: 'harbour' }, 'harbour-hotel');
await aSite(origin, { accountId: 'quay' }, 'quay-club');
await officialPrograms(origin, { siteId: 'harbour-club' }).updateLoyaltyProgram({ name: 'Harbour Club' });

const sitesOf = async (apiKey: string, accountId: string): Promise<readonly unknown[]> => {
  const { programInSites } = await officialPrograms(origin, { apiKey, accountId }).bulkGetLoyaltyProgram();
  return (programInSites ?? []).map(({ metaSiteId }) => metaSiteId);
};

describe('The official client in bulk', () => {
  it('gets the programs of all sites of its account', async () => {
    const client = officialPrograms(origin, { apiKey: 'harbour-account-key', accountId: 'harbour' });
    const { programInSites } = await client.bulkGetLoyaltyProgram();
    expect(programInSites).toMatchObject([
      {
        metaSiteId: 'harbour-club',
        loyaltyProgram: { name: 'Harbour Club', status: 'DRAFT', _createdDate: A_DATE, _updatedDate: A_DATE },
      },
      { metaSiteId: 'harbour-hotel', loyaltyProgram: { status: 'DRAFT' } },
    ]);
  });

  it('gets nothing of accounts other than that of its key', async () => {
    expect(await sitesOf('harbour-account-key', 'quay')).toEqual([]);
  });

  it('gets only sites of its key that belong to the account of its key', async () => {
    expect(await sitesOf('harbour-one-site-key', 'harbour')).toEqual(['harbour-club']);
    const { body } = await ask(origin, 'GET', '/bulk/programs', { key: 'harbour-one-site-key' });
    expect(body).toMatchObject({ programInSites: [{ metaSiteId: 'harbour-club' }] });
  });

  it('gets the installed sites of its key, limited to the account that it names', async () => {
    expect(await sitesOf('two-sites-key', 'quay')).toEqual(['quay-club']);
    const body = await askFor(origin, 'GET', '/bulk/programs', { key: 'two-sites-key' });
    expect(body).toMatchObject({
      programInSites: [{ metaSiteId: 'harbour-club' }, { metaSiteId: 'quay-club' }],
    });
  });

  it('gets an empty list for an account without sites', async () => {
    expect(await sitesOf('harbour-account-key', 'nobody')).toEqual([]);
  });

  it('is refused with a key without the bulk permission', async () => {
    const client = officialPrograms(origin, { apiKey: 'no-bulk-key', accountId: 'harbour' });
    expect(await refusalOf(client.bulkGetLoyaltyProgram())).toMatchObject({
      status: 403,
      details: { applicationError: { code: 'PERMISSION_DENIED' } },
    });
  });
});
