import { type RecordedEvent, requestIdOf } from '@loyalty-programs/core';
import { isProgramEvent } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { errorOf, expectEqual, fail } from '../expectations.js';
import { Store } from '../loyalty-program-repository/store.js';
import { everyKind, naming } from '../operations.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { Reader, expectTold, onceOf } from './reader.js';
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

  'delivers the request that caused a change, where there is one': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    await site.save(site.change(naming('Stars'), { causedBy: requestIdOf('Anfrage Ü 1/2') }));
    await site.save(
      site.change(everyKind[0] ?? fail('no operation'), { causedBy: requestIdOf('r'.repeat(255)) }),
    );
    await site.does(naming('Suns'));
    expectTold(await new Reader(harness.feed).rest(), site.siteId, eventsOf(site));
    expectEqual(await store.history(site.siteId), eventsOf(site), 'what the history tells');
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
    const old = onceOf(await reader.rest(), goes.siteId);
    await store.erase(goes.siteId);
    const left = await new Reader(harness.feed).rest();
    expectTold(left.filter(isProgramEvent), goes.siteId, []);
    const anew = await store.site('goes');
    await anew.does(naming('Comets'));
    const fresh = (await reader.rest()).filter(isProgramEvent);
    expectTold(fresh, goes.siteId, eventsOf(anew));
    expectTold([...old, ...fresh], goes.siteId, [...eventsOf(goes), ...eventsOf(anew)]);
    expectTold(await new Reader(harness.feed).rest(), stays.siteId, eventsOf(stays));
  },

  'skips nothing while many sites change concurrently': async (harness) => {
    const store = new Store(harness);
    const sites = await Promise.all(Array.from({ length: 8 }, (_, index) => store.site(`busy-${index}`)));
    const reader = new Reader(harness.feed);
    const told: RecordedEvent[] = [];
    const changing = Promise.all(
      sites.map(async (site) => {
        for (let turn = 0; turn < 5; turn += 1) await site.does(naming(`Turn ${turn}`));
      }),
    );
    const progress = { isOver: false };
    const reading = (async () => {
      while (!progress.isOver) told.push(...(await reader.next(3)));
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
    const before = snapshotOf(page);
    mutateDeep(page);
    expectEqual(await new Reader(harness.feed).next(), before, 'a page after one was changed');
    expectEqual(await store.history(site.siteId), eventsOf(site), 'the history after a page was changed');
  },

  'reports an outage, never an empty page': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    await harness.breakConnection();
    await errorOf('readAfter', () => harness.feed.readAfter(0, null, 10), 'RepositoryUnavailable');
  },
} as const satisfies Checks<ProgramEventFeedHarness>;
