import { errorOf } from '../expectations.js';
import { naming } from '../operations.js';
import { onStore } from './on-store.js';

/** A store that is down says so: it neither rejects nor makes anything up. */
export const outageChecks = {
  'says that it is unavailable, never that nothing is stored': onStore(async (store) => {
    const site = await store.site('known');
    const { siteId } = site;
    await site.does(naming('Stars'));
    await store.breakConnection();
    for (const [method, answer] of [
      ['find', await store.tryFind(siteId)],
      ['findMany', await store.tryFindMany([siteId])],
      ['history', await store.tryHistory(siteId, 0, 10)],
    ] as const) {
      errorOf(method, answer, 'RepositoryUnavailable');
    }
  }),

  'says that it is unavailable, never that a change was saved or refused': onStore(async (store) => {
    const site = await store.site('known');
    const first = site.change(naming('First'));
    await site.save(first);
    const next = site.change(naming('Next'));
    await store.breakConnection();
    errorOf('save', await store.trySave(next), 'RepositoryUnavailable');
    errorOf('save of a stale change', await store.trySave(first), 'RepositoryUnavailable');
  }),

  'says that it is unavailable, never that a program was erased': onStore(async (store) => {
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await store.breakConnection();
    errorOf('erase', await store.tryErase(site.siteId), 'RepositoryUnavailable');
  }),
};
