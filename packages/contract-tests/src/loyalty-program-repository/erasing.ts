import { siteIdOf } from '@loyalty-programs/core';
import { errorOf, expectEqual } from '../expectations.js';
import { activating, naming, namingAndConfiguring } from '../operations.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import { everythingOf, expectStored } from './assertions.js';
import { onStore } from './on-store.js';

/** Program and events of a site are removed for good, and nothing else is. */
export const erasingChecks = {
  'erases the program and its events': onStore(async (store) => {
    const site = await store.site('erased');
    await site.does(namingAndConfiguring('Stars', 5), activating);
    await store.erase(site.siteId);
    expectEqual(await store.find(site.siteId), undefined, 'what find gives after erasing');
    expectEqual(await store.findMany([site.siteId]), new Map(), 'the result of findMany after erasing');
    expectEqual(await store.history(site.siteId), [], 'what history gives after erasing');
  }),

  'starts again with a site that was erased': onStore(async (store) => {
    const old = await store.site('anew');
    await old.does(namingAndConfiguring('Old', 5), activating);
    await store.erase(old.siteId);
    const fresh = await store.site('anew');
    const late = old.change(naming('Late'));
    await errorOf('save on an erased base', () => store.repository.save(late), 'RevisionConflict');
    await fresh.does(naming('New'), activating);
    expectEqual(fresh.program.revision, 2, 'revision');
    await expectStored(store, fresh, 'after starting anew');
  }),

  'leaves other sites alone when one is erased': onStore(async (store) => {
    const sites = await Promise.all(SIMILAR_SITES.map((id) => store.site(id)));
    for (const site of sites) await site.does(naming('Stars'));
    for (const [number, erased] of sites.entries()) {
      const others = sites.slice(number + 1);
      const before = await Promise.all(others.map((site) => everythingOf(store, site)));
      await store.erase(erased.siteId);
      const after = await Promise.all(others.map((site) => everythingOf(store, site)));
      expectEqual(after, before, `what is stored for others than ${erased.siteId} after erasing that`);
    }
  }),

  'accepts erasing a program that is not stored': onStore(async (store) => {
    await store.erase(siteIdOf('never-heard-of'));
    const site = await store.site('twice');
    await store.erase(site.siteId);
    const again = await store.site('twice');
    await again.does(naming('Stars'));
    await store.erase(site.siteId);
    await store.erase(site.siteId);
    expectEqual(await store.find(site.siteId), undefined, 'what find gives after erasing twice');
  }),
};
