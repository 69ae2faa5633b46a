import { afterAll, describe, expect, it } from 'vitest';
import { aSite } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { officialProgramsOnOtherHost } from './support/official-client.js';
import { refusalOf } from './support/refusal.js';
import { eventually, startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const service = await startServiceWithKey();

describe('The official client with a configured host', () => {
  it('finds the service under the prefix that it uses there', async () => {
    const siteId = await aSite(service.origin);
    const client = officialProgramsOnOtherHost(service.origin, { siteId });
    await client.updateLoyaltyProgram({ name: 'Harbour Club' });
    await client.activateLoyaltyProgram();
    await client.enablePointsExpiration();
    await client.disablePointsExpiration();
    await client.pauseLoyaltyProgram();
    const { loyaltyProgram } = await client.getLoyaltyProgram();
    expect(loyaltyProgram).toMatchObject({ name: 'Harbour Club', status: 'PAUSED' });
    expect(await client.getLoyaltyProgramPremiumFeatures()).toMatchObject({ loyaltyProgram: true });
    const { programInSites } = await client.bulkGetLoyaltyProgram();
    expect(programInSites).toContainEqual({ metaSiteId: siteId, loyaltyProgram, revision: '5' });
    const calls = () => service.stdout().match(/"path":"\/_api\/loyalty-programs\/v1\/[^"]+"/gu) ?? [];
    await eventually(() => (calls().length === 8 ? true : undefined), 'eight calls in the log');
  });

  it('gets errors in the same way', async () => {
    const client = officialProgramsOnOtherHost(service.origin, { siteId: await aSite(service.origin) });
    expect(await refusalOf(client.activateLoyaltyProgram())).toMatchObject({
      status: 400,
      details: { validationError: { fieldViolations: [{ field: 'programName' }] } },
    });
  });
});
