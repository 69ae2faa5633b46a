import type { ProgramEvent } from '@loyalty-programs/core';
import type { Checks } from '../check.js';
import { errorOf, expectEqual } from '../expectations.js';
import { Store } from '../loyalty-program-repository/store.js';
import { everyKind, naming } from '../operations.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { Reader, expectTold } from './reader.js';
import { eventsOf } from './scenarios.js';

/** The events of the feed. */
export const deliveryChecks = {
  'delivers every detail of all sites, and the events of a site in order': async (harness) => {
    const store = new Store(harness);
    const [one, other] = [await store.site('one'), await store.site('Other')];
    await one.does(naming('Stars'));
    await other.does(...everyKind);
    await one.does(naming('Moons'), ...everyKind);
    const told = await new Reader(harness.feed).rest();
    for (const site of [one, other]) expectTold(told, site.siteId, eventsOf(site));
    expectEqual(new Set(told.map(({ siteId }) => siteId)).size, 2, 'sites told of');
  },

  'delivers nothing of a refused change': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('contested');
    const late = site.change(naming('Late'), { now: Date.UTC(2030, 0) });
    await site.does(naming('Early'));
    await errorOf('save', () => store.repository.save(late), 'RevisionConflict');
    expectTold(await new Reader(harness.feed).rest(), site.siteId, eventsOf(site));
  },

  'no longer delivers erased events, but those of a new start': async (harness) => {
    const store = new Store(harness);
    const [goes, stays] = [await store.site('goes'), await store.site('stays')];
    const reader = new Reader(harness.feed);
    await goes.does(naming('Stars'), naming('Moons'));
    await stays.does(naming('Suns'));
    await reader.rest();
    await store.erase(goes.siteId);
    expectTold(await new Reader(harness.feed).rest(), goes.siteId, []);
    const anew = await store.site('goes');
    await anew.does(naming('Comets'));
    expectTold(await reader.rest(), goes.siteId, eventsOf(anew));
    expectTold(await new Reader(harness.feed).rest(), stays.siteId, eventsOf(stays));
  },

  'skips nothing while many sites change concurrently': async (harness) => {
    const store = new Store(harness);
    const sites = await Promise.all(Array.from({ length: 8 }, (_, index) => store.site(`busy-${index}`)));
    const reader = new Reader(harness.feed);
    const told: ProgramEvent[] = [];
    const changing = Promise.all(
      sites.map(async (site) => {
        for (let turn = 0; turn < 5; turn += 1) await site.does(naming(`Turn ${turn}`));
      }),
    );
    const progress = { isOver: false };
    const reading = (async () => {
      while (!progress.isOver) told.push(...(await reader.next(3)).events);
    })();
    await changing;
    progress.isOver = true;
    await reading;
    told.push(...(await reader.rest(3)));
    for (const site of sites) expectTold(told, site.siteId, eventsOf(site));
  },

  'is unaffected by a caller that mutates a page of events': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    await site.does(...everyKind);
    const page = await new Reader(harness.feed).next();
    const before = snapshotOf(page.events);
    mutateDeep(page.events);
    expectEqual((await new Reader(harness.feed).next()).events, before, 'a page after one was changed');
    expectEqual(await store.history(site.siteId), eventsOf(site), 'the history after a page was changed');
  },

  'reports an outage, never an empty page': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    await harness.breakConnection();
    await errorOf('readAfter', () => harness.feed.readAfter(null, 10), 'RepositoryUnavailable');
  },
} as const satisfies Checks<ProgramEventFeedHarness>;
