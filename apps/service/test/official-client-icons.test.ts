import { afterAll, describe, expect, it } from 'vitest';
import { askFor, aSite, revisionOf } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { ICONS, SHOWN_ICONS } from './support/icons.js';
import { officialPrograms, programOf } from './support/official-client.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const { origin } = await startServiceWithKey();

/** Sets an icon over plain REST; the answer tells how it is kept. */
const setIcon = (site: string, icon: unknown): Promise<unknown> =>
  askFor(origin, 'PATCH', '/program', { site, json: { loyaltyProgram: { pointDefinition: { icon } } } });

const kept = (site: string): Promise<unknown> => askFor(origin, 'GET', '/program', { site });

describe.each(ICONS)('An icon with $what', ({ icon, shown }) => {
  it('is shown to the user of the official client as one string', async () => {
    const siteId = await aSite(origin);
    await setIcon(siteId, icon);
    const program = await programOf(officialPrograms(origin, { siteId }));
    expect(program.pointDefinition?.icon).toBe(shown);
  });

  it('is unchanged when the official client sends the whole program back', async () => {
    const siteId = await aSite(origin);
    const before = await setIcon(siteId, icon);
    expect(before).toMatchObject({ loyaltyProgram: { pointDefinition: { icon } }, revision: '1' });
    const client = officialPrograms(origin, { siteId });
    const program = await programOf(client);
    const { loyaltyProgram } = await client.updateLoyaltyProgram(structuredClone(program));
    expect(loyaltyProgram).toEqual(program);
    expect(await kept(siteId)).toEqual(before);
  });

  it('is unchanged when the official client changes something else in the whole program', async () => {
    const siteId = await aSite(origin);
    await setIcon(siteId, icon);
    const client = officialPrograms(origin, { siteId });
    const program = await programOf(client);
    await client.updateLoyaltyProgram({ ...program, name: 'Harbour Club' });
    expect(await kept(siteId)).toMatchObject({
      loyaltyProgram: { name: 'Harbour Club', pointDefinition: { icon } },
      revision: '2',
    });
    const events = await askFor(origin, 'GET', '/program/events?after=1', { site: siteId });
    expect(events).toMatchObject({
      events: [{ type: 'ProgramUpdated', before: { name: null }, after: { name: 'Harbour Club' } }],
    });
  });
});

describe('An icon that the official client sets', () => {
  it.each(SHOWN_ICONS)('as %s is read as %s, and sending it back changes nothing', async (written, read) => {
    const siteId = await aSite(origin);
    const client = officialPrograms(origin, { siteId });
    await client.updateLoyaltyProgram({ pointDefinition: { icon: written } });
    const program = await programOf(client);
    expect(program.pointDefinition?.icon).toBe(read);
    await client.updateLoyaltyProgram(structuredClone(program));
    await client.updateLoyaltyProgram({ pointDefinition: { icon: read } });
    await client.updateLoyaltyProgram({ pointDefinition: { icon: written } });
    expect(await revisionOf(origin, siteId)).toBe(1);
  });

  it('replaces the whole icon that was there', async () => {
    const siteId = await aSite(origin);
    await setIcon(siteId, { url: 'https://cdn.example.org/shell.svg', id: 'sh_19', altText: 'a shell' });
    const client = officialPrograms(origin, { siteId });
    await client.updateLoyaltyProgram({ pointDefinition: { icon: 'https://cdn.example.org/star.svg' } });
    expect(await kept(siteId)).toMatchObject({ revision: '2' });
    expect(await kept(siteId)).toHaveProperty('loyaltyProgram.pointDefinition.icon', {
      url: 'https://cdn.example.org/star.svg',
    });
  });

  it('stays if it sets an empty one, which the client leaves out', async () => {
    const siteId = await aSite(origin);
    const before = await setIcon(siteId, { url: 'https://cdn.example.org/shell.svg' });
    await officialPrograms(origin, { siteId }).updateLoyaltyProgram({ pointDefinition: { icon: '' } });
    expect(await kept(siteId)).toEqual(before);
  });
});
