import { afterAll, describe, expect, it } from 'vitest';
import { aSite, revisionOf } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { A_DATE } from './support/matchers.js';
import { officialPrograms, programOf } from './support/official-client.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const { origin } = await startServiceWithKey();

// The client rewrites the very object that it is given to send; where that is looked at later, it gets a copy.

const aClient = async (installation?: object) => {
  const siteId = await aSite(origin, installation);
  return { siteId, client: officialPrograms(origin, { siteId }) };
};

describe('The official client', () => {
  it('gets the untouched draft of a site, with its dates as dates', async () => {
    const before = Date.now();
    const { client } = await aClient();
    const { loyaltyProgram } = await client.getLoyaltyProgram();
    expect(loyaltyProgram).toEqual({
      pointDefinition: {},
      status: 'DRAFT',
      pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 3, expiringPointsPercentage: 100 },
      premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
      _createdDate: A_DATE,
      _updatedDate: A_DATE,
    });
    expect(loyaltyProgram?._createdDate?.getTime()).toBeGreaterThanOrEqual(before);
    expect(loyaltyProgram?._updatedDate).toEqual(loyaltyProgram?._createdDate);
  });

  it('updates name, point definition and expiration settings in one call', async () => {
    const { client, siteId } = await aClient();
    const update = {
      name: 'Harbour Club',
      pointDefinition: { customName: 'Shells', icon: 'https://cdn.example.org/shell.svg' },
      pointsExpiration: { monthsOfInactivity: 6, expiringPointsPercentage: 50 },
    };
    const { loyaltyProgram } = await client.updateLoyaltyProgram(structuredClone(update));
    expect(loyaltyProgram).toMatchObject({
      ...update,
      pointsExpiration: { ...update.pointsExpiration, status: 'DISABLED' },
    });
    expect(await programOf(client)).toEqual(loyaltyProgram);
    expect(await revisionOf(origin, siteId)).toBe(1);
  });

  it('unsets a custom name and the name of a draft with null', async () => {
    const { client } = await aClient();
    await client.updateLoyaltyProgram({ name: 'Harbour Club', pointDefinition: { customName: 'Shells' } });
    await client.updateLoyaltyProgram({ name: null, pointDefinition: { customName: null } });
    const program = await programOf(client);
    expect(program).not.toHaveProperty('name');
    expect(program.pointDefinition).toEqual({});
  });

  it('activates, pauses and activates again', async () => {
    const { client } = await aClient();
    const { loyaltyProgram: named } = await client.updateLoyaltyProgram({ name: 'Harbour Club' });
    const { loyaltyProgram: active } = await client.activateLoyaltyProgram();
    expect(active).toEqual({ ...named, status: 'ACTIVE', _updatedDate: A_DATE });
    const { loyaltyProgram: paused } = await client.pauseLoyaltyProgram();
    expect(paused).toEqual({ ...active, status: 'PAUSED', _updatedDate: A_DATE });
    const { loyaltyProgram: again } = await client.activateLoyaltyProgram();
    expect(again?.status).toBe('ACTIVE');
    expect(await programOf(client)).toEqual(again);
  });

  it('changes nothing when it activates or pauses twice', async () => {
    const { client, siteId } = await aClient();
    await client.updateLoyaltyProgram({ name: 'Harbour Club' });
    const active = await client.activateLoyaltyProgram();
    expect(await client.activateLoyaltyProgram()).toEqual(active);
    const paused = await client.pauseLoyaltyProgram();
    expect(await client.pauseLoyaltyProgram()).toEqual(paused);
    expect(await revisionOf(origin, siteId)).toBe(3);
  });

  it('enables and disables points expiration without changing its settings', async () => {
    const { client } = await aClient();
    await client.updateLoyaltyProgram({ pointsExpiration: { monthsOfInactivity: 12 } });
    const { loyaltyProgram: enabled } = await client.enablePointsExpiration();
    const settings = { monthsOfInactivity: 12, expiringPointsPercentage: 100 };
    expect(enabled?.pointsExpiration).toEqual({ status: 'ENABLED', ...settings });
    const { loyaltyProgram: disabled } = await client.disablePointsExpiration();
    expect(disabled?.pointsExpiration).toEqual({ status: 'DISABLED', ...settings });
    expect(await programOf(client)).toEqual(disabled);
  });

  it('gets the premium features of the plan', async () => {
    const premiumFeatures = { loyaltyProgram: true, tiers: false, pointsExpiration: true };
    const { client } = await aClient({ premiumFeatures });
    expect(await client.getLoyaltyProgramPremiumFeatures()).toEqual(premiumFeatures);
    expect((await programOf(client)).premiumFeatures).toEqual(premiumFeatures);
  });

  it('gets, changes one thing and sends the whole program back', async () => {
    const { client, siteId } = await aClient();
    await client.updateLoyaltyProgram({ name: 'Harbour Club', pointDefinition: { customName: 'Shells' } });
    await client.activateLoyaltyProgram();
    const program = await programOf(client);
    await client.updateLoyaltyProgram({ ...program, name: 'Quay Club' });
    expect(await programOf(client)).toEqual({
      ...program,
      name: 'Quay Club',
      _updatedDate: A_DATE,
    });
    expect(await revisionOf(origin, siteId)).toBe(3);
  });

  it('changes nothing when it sends the whole program back unchanged', async () => {
    const { client, siteId } = await aClient();
    await client.updateLoyaltyProgram({ name: 'Harbour Club', pointDefinition: { customName: 'Shells' } });
    await client.activateLoyaltyProgram();
    await client.enablePointsExpiration();
    const program = await programOf(client);
    const { loyaltyProgram } = await client.updateLoyaltyProgram(structuredClone(program));
    expect(loyaltyProgram).toEqual(program);
    expect(await revisionOf(origin, siteId)).toBe(3);
  });
});
