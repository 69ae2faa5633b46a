import { expectEqual } from '../expectations.js';
import { customising, everyKind, namingAndConfiguring } from '../operations.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import { everythingOf } from './assertions.js';
import { onStore } from './on-store.js';

const withIcon = (url: string) =>
  customising({ name: `Name of ${url}`.slice(0, 50), pointDefinition: { icon: { url } } });

/** What goes in and what comes out is the caller's own. */
export const independenceChecks = {
  'is unaffected by a caller that mutates a result': onStore(async (store) => {
    const site = await store.site('handed-out');
    await site.does(...everyKind);
    const returned = await site.does(withIcon('https://example.com/star.png'));
    const before = await everythingOf(store, site);
    for (const [method, handedOut] of [
      ['save', returned],
      ['find', await store.find(site.siteId)],
      ['findMany', await store.findMany([site.siteId])],
      ['history', await store.history(site.siteId)],
    ] as const) {
      mutateDeep(handedOut);
      expectEqual(await everythingOf(store, site), before, `store after what ${method} gave was changed`);
    }
  }),

  'is unaffected by a caller that mutates a saved change': onStore(async (store) => {
    const site = await store.site('given');
    await site.does(namingAndConfiguring('First', 5));
    const change = site.change(withIcon('https://example.com/star.png'));
    await site.save(change);
    const before = await everythingOf(store, site);
    mutateDeep(change);
    expectEqual(await everythingOf(store, site), before, 'store after the saved change was changed');
  }),

  'does not change returned programs when the stored one changes': onStore(async (store) => {
    const site = await store.site('later-changes');
    const first = await site.does(withIcon('https://example.com/star.png'));
    const held = [
      first,
      await store.find(site.siteId),
      await store.findMany([site.siteId]),
      await store.history(site.siteId),
    ];
    const before = snapshotOf(held);
    await site.does(withIcon('https://example.com/moon.png'), namingAndConfiguring('Later', 5));
    await everythingOf(store, site);
    expectEqual(held, before, 'what was handed out before later changes');
    await store.erase(site.siteId);
    await everythingOf(store, site);
    expectEqual(held, before, 'what was handed out before erasing');
  }),
};
