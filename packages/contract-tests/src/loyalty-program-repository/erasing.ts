import { siteIdOf } from '@loyalty-programs/core';
import { errorOf, expectEqual } from '../expectations.js';
import { activating, naming, namingAndConfiguring } from '../operations.js';
import { expectStored } from './facts.js';
import { onStore } from './on-store.js';
import { SIMILAR_SITES } from './sites.js';

/** Program and events of a site go for good, and nothing else does. */
export const erasingChecks = {
  'erases the program and its events': onStore(async (store) => {
    const site = await store.site('erased');
    await site.does(namingAndConfiguring('Stars', 5), activating);
    await store.erase(site.siteId);
    expectEqual(await store.find(site.siteId), undefined, 'what find gives after erasing');
    expectEqual(await store.findMany([site.siteId]), new Map(), 'what findMany gives after erasing');
    expectEqual(await store.history(site.siteId), [], 'what history gives after erasing');
  }),

  'starts anew with a site that was erased': onStore(async (store) => {
    const old = await store.site('anew');
    await old.does(namingAndConfiguring('Old', 5), activating);
    await store.erase(old.siteId);
    const fresh = await store.site('anew');
    errorOf('save on an erased base', await store.trySave(old.change(naming('Older'))), 'RevisionConflict');
    await fresh.does(naming('New'), activating);
    expectEqual(fresh.program.revision, 2, 'revision');
    await expectStored(store, fresh, 'after starting anew');
  }),

  'erases nothing of other sites': onStore(async (store) => {
    const sites = await Promise.all(SIMILAR_SITES.map((id) => store.site(id)));
    for (const site of sites) await site.does(naming('Stars'));
    while (sites.length > 1) {
      const erased = sites.shift();
      if (erased !== undefined) await store.erase(erased.siteId);
      for (const site of sites) await expectStored(store, site, `after erasing others than ${site.siteId}`);
    }
  }),

  'has no objection to erasing what is not stored': onStore(async (store) => {
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
