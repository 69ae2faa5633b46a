import { siteIdOf } from '@loyalty-programs/core';
import { errorOf, expectEqual } from '../expectations.js';
import { activating, naming, namingAndConfiguring, pausing } from '../operations.js';
import { mutateDeep } from '../plain-data.js';
import { onStore } from './on-store.js';
import type { Site } from './site.js';
import type { Store } from './store.js';

/** The state at a time. A store that has a clock of its own may have stored several at the same one. */
const stateAt = ({ saved }: Site, time: number) =>
  saved.filter(({ returned }) => returned.updatedDate <= time).at(-1)?.returned;

/** Every state that was stored, by revision and by time, and nothing before the first or after the last. */
const expectPast = async (store: Store, site: Site): Promise<void> => {
  const { siteId, saved } = site;
  for (const { returned } of saved) {
    const { revision, updatedDate } = returned;
    expectEqual(await store.programAt(siteId, { revision }), returned, `the program at revision ${revision}`);
    expectEqual(
      await store.programAt(siteId, { time: updatedDate }),
      stateAt(site, updatedDate),
      `the program at ${updatedDate}`,
    );
    expectEqual(
      await store.programAt(siteId, { time: updatedDate - 1 }),
      stateAt(site, updatedDate - 1),
      `the program right before revision ${revision}`,
    );
  }
  const last = saved.at(-1)?.returned;
  expectEqual(await store.programAt(siteId, { time: Date.UTC(9000, 0) }), last, 'the program in the end');
  for (const revision of [0, saved.length + 1, 1e9]) {
    expectEqual(
      await store.programAt(siteId, { revision }),
      undefined,
      `the program at revision ${revision}`,
    );
  }
};

/** The program as it was. */
export const pastChecks = {
  'returns the program as it was at any revision and time': onStore(async (store) => {
    const sites = [await store.site('past'), await store.site('PAST')];
    for (const site of sites) {
      await site.does(namingAndConfiguring('Stars', 5), activating, pausing, naming('Moons'));
    }
    for (const site of sites) await expectPast(store, site);
  }),

  'returns the program as it was hundreds of revisions ago': onStore(async (store) => {
    const site = await store.site('long');
    for (let turn = 1; turn <= 203; turn += 1) await site.does(naming(`Turn ${turn}`));
    for (const revision of [1, 2, 99, 100, 101, 199, 200, 201, 203]) {
      const expected = site.saved[revision - 1]?.returned;
      expectEqual(
        await store.programAt(site.siteId, { revision }),
        expected,
        `the program at revision ${revision}`,
      );
      const time = expected?.updatedDate ?? 0;
      expectEqual(
        await store.programAt(site.siteId, { time }),
        stateAt(site, time),
        `the program at ${time}`,
      );
      const told = await store.history(site.siteId, revision - 1, 2);
      const revisions = revision === 203 ? [203] : [revision, revision + 1];
      expectEqual(
        told.map((event) => event.revision),
        revisions,
        `revisions of the history after ${revision - 1}`,
      );
    }
  }),

  'returns nothing of the past of an unknown, an untouched or an erased program': onStore(async (store) => {
    const points = [{ revision: 1 }, { time: Date.UTC(9000, 0) }];
    const site = await store.site('gone');
    for (const point of points) {
      expectEqual(await store.programAt(siteIdOf('never-heard-of'), point), undefined, 'an unknown program');
      expectEqual(await store.programAt(site.siteId, point), undefined, 'an untouched program');
    }
    await site.does(naming('Stars'));
    await store.erase(site.siteId);
    for (const point of points) {
      expectEqual(await store.programAt(site.siteId, point), undefined, 'an erased program');
    }
    const anew = await store.site('gone');
    await anew.does(naming('Moons'), naming('Suns'));
    await expectPast(store, anew);
  }),

  'is unaffected by a caller that mutates a program of the past': onStore(async (store) => {
    const site = await store.site('handed-out-past');
    await site.does(naming('Stars'), naming('Moons'));
    for (const revision of [1, 2]) mutateDeep(await store.programAt(site.siteId, { revision }));
    await expectPast(store, site);
  }),

  'reports an outage, never a program that was not there': onStore(async (store) => {
    const { repository } = store;
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await store.breakConnection();
    await errorOf(
      'programAt',
      () => repository.programAt(site.siteId, { revision: 1 }),
      'RepositoryUnavailable',
    );
  }),
};
