import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
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
    expectEqual((await reader.next()).events, [], 'the first page');
    expectEqual((await reader.next()).events, [], 'the second page');
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    expectTold((await reader.next()).events, site.siteId, eventsOf(site));
    expectEqual((await reader.next()).events, [], 'the last page');
    await site.does(naming('Moons'));
    expectTold((await reader.next()).events, site.siteId, eventsOf(site).slice(1));
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
    expectTold([...first.events, ...(await slow.rest(2))], site.siteId, eventsOf(site));
    expectTold(await hasty.rest(), site.siteId, eventsOf(site).slice(-1));
  },

  'refuses an invalid cursor and quotes it': async (harness) => {
    for (const cursor of ['', 'yesterday', '-1', '1e3', ' 1', '99999999999999999999']) {
      const { cursor: told } = await errorOf(
        'readAfter',
        () => harness.feed.readAfter(cursor, 10),
        'InvalidCursor',
      );
      expectEqual(told, cursor, 'the cursor that was refused');
    }
  },
} as const satisfies Checks<ProgramEventFeedHarness>;
