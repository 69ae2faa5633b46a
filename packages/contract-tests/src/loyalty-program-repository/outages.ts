import { errorOf, valueOf } from '../expectations.js';
import { naming } from '../operations.js';
import { onStore } from './on-store.js';

/** A store that is down says so: it neither rejects nor makes anything up. */
export const outageChecks = {
  'answers a ping, before anything is stored too': onStore(async (store) => {
    await valueOf('ping', () => store.repository.ping());
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await valueOf('ping', () => store.repository.ping());
  }),

  'says that it is unavailable when it is pinged': onStore(async (store) => {
    await store.breakConnection();
    await errorOf('ping', () => store.repository.ping(), 'RepositoryUnavailable');
  }),

  'says that it is unavailable, never that nothing is stored': onStore(async (store) => {
    const { repository } = store;
    const site = await store.site('known');
    const { siteId } = site;
    await site.does(naming('Stars'));
    await store.breakConnection();
    await errorOf('find', () => repository.find(siteId), 'RepositoryUnavailable');
    await errorOf('findMany', () => repository.findMany([siteId]), 'RepositoryUnavailable');
    await errorOf('history', () => repository.history(siteId, 0, 10), 'RepositoryUnavailable');
  }),

  'says that it is unavailable, never that a change was saved or refused': onStore(async (store) => {
    const { repository } = store;
    const site = await store.site('known');
    const first = site.change(naming('First'));
    await site.save(first);
    const next = site.change(naming('Next'));
    await store.breakConnection();
    await errorOf('save', () => repository.save(next), 'RepositoryUnavailable');
    await errorOf('save of a stale change', () => repository.save(first), 'RepositoryUnavailable');
  }),

  'says that it is unavailable, never that a program was erased': onStore(async (store) => {
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await store.breakConnection();
    await errorOf('erase', () => store.repository.erase(site.siteId), 'RepositoryUnavailable');
  }),
};
