import type { Checks } from '../check.js';
import { errorOf, expectEqual, valueOf } from '../expectations.js';
import { Store } from '../loyalty-program-repository/store.js';
import { everyKind, naming } from '../operations.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { Reader, expectTold } from './reader.js';
import { eventsOf } from './scenarios.js';

/** How one reads on. */
export const cursorChecks = {
  'returns an empty page when there are no events, with a cursor to continue from': async (harness) => {
    const store = new Store(harness);
    const reader = new Reader(harness.feed);
    expectEqual(await reader.next(), [], 'the first page');
    expectEqual(await reader.next(), [], 'the second page');
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    expectTold(await reader.next(), site.siteId, eventsOf(site));
    expectEqual(await reader.next(), [], 'the last page');
    await site.does(naming('Moons'));
    expectTold(await reader.next(), site.siteId, eventsOf(site).slice(1));
  },

  'delivers everything page by page, whatever the page size': async (harness) => {
    const store = new Store(harness);
    const sites = [await store.site('one'), await store.site('other')];
    for (const site of sites) await site.does(...everyKind);
    for (const limit of [1, 2, 3, 1000]) {
      const told = await new Reader(harness.feed).rest(limit);
      for (const site of sites) expectTold(told, site.siteId, eventsOf(site));
    }
  },

  'delivers everything to each of several readers': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    const [hasty, slow] = [new Reader(harness.feed), new Reader(harness.feed)];
    await site.does(...everyKind);
    const first = await slow.next(1);
    expectTold(await hasty.rest(), site.siteId, eventsOf(site));
    await site.does(naming('Moons'));
    expectTold([...first, ...(await slow.rest(2))], site.siteId, eventsOf(site));
    expectTold(await hasty.rest(), site.siteId, eventsOf(site).slice(-1));
  },

  'refuses an invalid cursor and quotes it': async (harness) => {
    for (const cursor of ['', 'yesterday', '-1', '1e3', ' 1', '99999999999999999999']) {
      const { cursor: told } = await errorOf(
        'readAfter',
        () => harness.feed.readAfter(0, cursor, 10),
        'InvalidCursor',
      );
      expectEqual(told, cursor, 'the cursor that was refused');
    }
  },

  'has at least one partition, and always as many': async (harness) => {
    const partitions = () => valueOf('partitions', () => harness.feed.partitions());
    const first = await partitions();
    expectEqual(
      Number.isSafeInteger(first) && first > 0,
      true,
      `whether ${first} can be a number of partitions`,
    );
    const store = new Store(harness);
    for (const id of ['a', 'b', 'c']) await (await store.site(id)).does(naming('Stars'));
    expectEqual(await partitions(), first, 'the number of partitions once there are sites');
  },

  'delivers a site in one partition, always in the same': async (harness) => {
    const store = new Store(harness);
    const sites = await Promise.all(Array.from({ length: 20 }, (_, at) => store.site(`site-${at}`)));
    for (const site of sites) await site.does(naming('Stars'), naming('Moons'));
    const partitions = await valueOf('partitions', () => harness.feed.partitions());
    const reader = new Reader(harness.feed);
    const homes = async (): Promise<ReadonlyMap<string, readonly number[]>> => {
      const found = new Map<string, readonly number[]>();
      for (let partition = 0; partition < partitions; partition += 1) {
        const siteIds = new Set((await reader.nextOf(partition)).map(({ siteId }) => siteId));
        for (const siteId of siteIds) found.set(siteId, [...(found.get(siteId) ?? []), partition]);
      }
      return new Map([...found].sort());
    };
    const before = await homes();
    for (const { siteId } of sites) expectEqual(before.get(siteId)?.length, 1, `partitions of ${siteId}`);
    for (const site of sites) await site.does(naming('Suns'));
    expectEqual(await homes(), before, 'the partitions of the sites later on');
  },

  'has nothing in a partition that does not exist': async (harness) => {
    const store = new Store(harness);
    await (await store.site('shop')).does(naming('Stars'));
    const partitions = await valueOf('partitions', () => harness.feed.partitions());
    expectEqual(await new Reader(harness.feed).nextOf(partitions), [], 'events of a partition too many');
  },
} as const satisfies Checks<ProgramEventFeedHarness>;
