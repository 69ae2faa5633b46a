import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyJson,
  installedSites,
  patchCases,
  rawPatchOf,
  updateInputs,
} from '@loyalty-programs/contract-tests';
import { ask } from '../support/ask.js';
import { problemsBySchema } from '../support/documented.js';
import { aWorld } from '../support/world.js';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('The schema of an update', () => {
  const schema = 'UpdateLoyaltyProgramRequest';

  it('accepts every update that is valid', () => {
    fc.assert(
      fc.property(updateInputs(), (loyaltyProgram) => {
        expect(problemsBySchema(schema, asJson({ loyaltyProgram }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('accepts whatever the handler accepts', async () => {
    const { handler } = await aWorld();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(patchCases().map(rawPatchOf), async (loyaltyProgram) => {
        const json = asJson({ loyaltyProgram });
        if ((await ask(handler, 'PATCH', { json })).status !== 200) return;
        accepted += 1;
        expect(problemsBySchema(schema, json)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(10);
  });

  it.each([
    {},
    { loyaltyProgram: null },
    { loyaltyProgram: { name: 7 } },
    { loyaltyProgram: { pointDefinition: [] } },
  ])('refuses %j, as the handler does', async (json) => {
    expect(problemsBySchema(schema, json)).not.toEqual([]);
    expect((await ask((await aWorld()).handler, 'PATCH', { json })).status).toBe(400);
  });
});

describe('The schema of an installation', () => {
  const schema = 'InstallationInput';
  const put = async (json: unknown) =>
    ask((await aWorld()).handler, 'PUT', { path: '/v1/installations/site-b', json });

  it('accepts every installation, as the handler does', async () => {
    await fc.assert(
      fc.asyncProperty(installedSites(), anyJson(), async ({ accountId, apps, premiumFeatures }, noise) => {
        const json = asJson({ accountId, apps, premiumFeatures, noise });
        expect(problemsBySchema(schema, json)).toEqual([]);
        expect((await put(json)).status).toBe(200);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    { apps: [] },
    { apps: [], accountId: null, premiumFeatures: null },
    { apps: ['stores', 'stores'], premiumFeatures: { tiers: null, other: 1 } },
  ])('accepts %j, as the handler does', async (json) => {
    expect(problemsBySchema(schema, json)).toEqual([]);
    expect((await put(json)).status).toBe(200);
  });

  it.each([
    {},
    { apps: null },
    { apps: ['blog'] },
    { apps: [], accountId: '' },
    { apps: [], premiumFeatures: { tiers: 1 } },
  ])('refuses %j, as the handler does', async (json) => {
    expect(problemsBySchema(schema, json)).not.toEqual([]);
    expect((await put(json)).status).toBe(400);
  });
});
