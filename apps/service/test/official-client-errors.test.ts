import { afterAll, describe, expect, it } from 'vitest';
import { aSite } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { A_REQUEST_ID, A_TEXT } from './support/matchers.js';
import { type OfficialPrograms, officialPrograms, programOf } from './support/official-client.js';
import { refusalOf } from './support/refusal.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const { origin } = await startServiceWithKey();

const aClient = async (installation?: object) =>
  officialPrograms(origin, { siteId: await aSite(origin, installation) });

describe('The official client', () => {
  it('gets every violation of an update at once, and the program stays unchanged', async () => {
    const client = await aClient();
    const program = await programOf(client);
    const refusal = await refusalOf(
      client.updateLoyaltyProgram({
        name: 'x',
        pointDefinition: { customName: 'far more than twenty characters', icon: 'ftp://example.org/x.svg' },
        pointsExpiration: { monthsOfInactivity: 13, expiringPointsPercentage: 0 },
      }),
    );
    const violation = (field: string, violatedRule: string, data: unknown) => ({
      field: `loyaltyProgram.${field}`,
      violatedRule,
      description: A_TEXT,
      data,
    });
    expect(refusal).toMatchObject({ status: 400, requestId: A_REQUEST_ID });
    expect(refusal.details).toEqual({
      requestId: A_REQUEST_ID,
      validationError: {
        fieldViolations: [
          violation('name', 'MIN_LENGTH', { threshold: 2 }),
          violation('pointDefinition.customName', 'MAX_LENGTH', { threshold: 20 }),
          violation('pointDefinition.icon.url', 'FORMAT', { expected: A_TEXT }),
          violation('pointsExpiration.expiringPointsPercentage', 'MIN', { threshold: 1 }),
          violation('pointsExpiration.monthsOfInactivity', 'MAX', { threshold: 12 }),
        ],
      },
    });
    expect(refusal.message).toContain('INVALID_ARGUMENT');
    expect(await programOf(client)).toEqual(program);
  });

  it('gets the field "programName" when it activates a program without a name', async () => {
    const refusal = await refusalOf((await aClient()).activateLoyaltyProgram());
    expect(refusal).toMatchObject({
      status: 400,
      requestId: A_REQUEST_ID,
      details: { validationError: { fieldViolations: [{ field: 'programName' }] } },
    });
  });

  it.each([
    {
      what: 'activates beside no compatible app',
      installation: { apps: [] },
      call: (client: OfficialPrograms) => client.activateLoyaltyProgram(),
      code: 'NO_COMPATIBLE_APP',
    },
    {
      what: 'pauses a draft',
      installation: {},
      call: (client: OfficialPrograms) => client.pauseLoyaltyProgram(),
      code: 'STATUS_TRANSITION_NOT_ALLOWED',
    },
    {
      what: 'enables the expiration that the plan does not have',
      installation: { premiumFeatures: {} },
      call: (client: OfficialPrograms) => client.enablePointsExpiration(),
      code: 'PREMIUM_FEATURE_MISSING',
    },
  ])('is told a code in words when it $what', async ({ installation, call, code }) => {
    const refusal = await refusalOf(call(await aClient(installation)));
    expect(refusal).toMatchObject({
      status: 428,
      requestId: A_REQUEST_ID,
      details: { applicationError: { code, description: A_TEXT } },
    });
  });

  it.each([
    ['a wrong key', { apiKey: 'no-such-key-at-all-1234', siteId: 'some-site' }, 401, 'UNAUTHENTICATED'],
    ['no site', { accountId: 'some-account' }, 403, 'PERMISSION_DENIED'],
    ['a site without loyalty', { siteId: 'never-heard-of' }, 428, 'LOYALTY_NOT_INSTALLED'],
  ])('is told why it gets nothing with %s', async (_what, caller, status, code) => {
    const client = officialPrograms(origin, caller);
    for (const call of [
      () => client.getLoyaltyProgram(),
      () => client.updateLoyaltyProgram({ name: 'Harbour Club' }),
      () => client.activateLoyaltyProgram(),
      () => client.pauseLoyaltyProgram(),
      () => client.getLoyaltyProgramPremiumFeatures(),
      () => client.enablePointsExpiration(),
      () => client.disablePointsExpiration(),
    ]) {
      expect(await refusalOf(call())).toMatchObject({
        status,
        requestId: A_REQUEST_ID,
        details: { applicationError: { code } },
      });
    }
  });

  it('gets a violation for an update without a program', async () => {
    const client = await aClient();
    expect((await refusalOf(Reflect.apply(client.updateLoyaltyProgram, client, []))).details).toMatchObject({
      validationError: { fieldViolations: [{ field: 'loyaltyProgram', violatedRule: 'REQUIRED_FIELD' }] },
    });
  });
});
