import { afterAll, describe, expect, it } from 'vitest';
import { askFor, aSite, revisionOf } from './support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { type HappenedEvent, historyOf } from './support/history.js';
import { type OfficialPrograms, officialPrograms, programOf } from './support/official-client.js';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';

afterAll(cleanUp);

const { origin } = await startServiceWithKey();

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Ninety changes of one value each: no two give it the same one, and none gives it the one it has at first. */
const UPDATES: readonly Parameters<OfficialPrograms['updateLoyaltyProgram']>[0][] = [
  ...upTo(22).flatMap((index) => [
    { name: `Club ${index}` },
    { pointDefinition: { customName: `Unit ${index}` } },
    { pointDefinition: { icon: `https://cdn.example.org/${index}.svg` } },
    { pointsExpiration: { expiringPointsPercentage: index } },
  ]),
  { pointsExpiration: { monthsOfInactivity: 1 } },
  { pointsExpiration: { monthsOfInactivity: 12 } },
];

const FIELDS = ['name', 'customName', 'icon', 'expiringPointsPercentage', 'monthsOfInactivity', 'status'];

/** What changed, in the words of the official client's user. */
const changeIn = ({ after }: HappenedEvent): string =>
  JSON.stringify(after).replace(/\{"url":("[^"]*")\}/u, '$1');

const lastChangeOf = (field: string, events: readonly HappenedEvent[]): unknown =>
  events.findLast((event) => changeIn(event).includes(`"${field}":`))?.after ?? {};

describe('A hundred calls of the official client at once', () => {
  it('all succeed and none undoes another', async () => {
    const siteId = await aSite(origin);
    const client = officialPrograms(origin, { siteId });
    const calls = [
      ...UPDATES.map((update) => () => client.updateLoyaltyProgram(structuredClone(update))),
      ...upTo(5).flatMap(() => [
        () => client.enablePointsExpiration(),
        () => client.disablePointsExpiration(),
      ]),
    ];
    expect(calls).toHaveLength(100);
    await Promise.all(calls.map((call) => call()));

    const events = await historyOf(origin, siteId);
    const changes = events.map(changeIn);
    for (const update of UPDATES) {
      expect(changes.filter((change) => change === JSON.stringify(update))).toHaveLength(1);
    }
    const switched = events.filter(({ type }) => /Enabled|Disabled/u.test(String(type)));
    expect(events).toHaveLength(UPDATES.length + switched.length);
    expect(events.map(({ revision }) => revision)).toEqual(upTo(events.length));

    const program = await askFor(origin, 'GET', '/program', { site: siteId });
    expect(program).toHaveProperty('revision', String(events.length));
    for (const field of FIELDS) {
      expect(program).toMatchObject({ loyaltyProgram: lastChangeOf(field, events) });
    }
  });

  it('that request the same thing change the program once', async () => {
    const siteId = await aSite(origin);
    const client = officialPrograms(origin, { siteId });
    await Promise.all(upTo(100).map(() => client.updateLoyaltyProgram({ name: 'Harbour Club' })));
    expect(await revisionOf(origin, siteId)).toBe(1);
  });

  it('on fifty sites do not interfere', async () => {
    const sites = await Promise.all(upTo(50).map(() => aSite(origin)));
    const clients = sites.map((siteId) => officialPrograms(origin, { siteId }));
    await Promise.all(
      clients.flatMap((client, index) => [
        client.updateLoyaltyProgram({ name: `Club ${index}` }),
        client.updateLoyaltyProgram({ pointDefinition: { customName: `Unit ${index}` } }),
      ]),
    );
    const programs = await Promise.all(clients.map(programOf));
    expect(programs.map(({ name, pointDefinition }) => [name, pointDefinition?.customName])).toEqual(
      clients.map((_, index) => [`Club ${index}`, `Unit ${index}`]),
    );
  });
});
