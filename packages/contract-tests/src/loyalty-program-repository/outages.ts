import { errorOf, valueOf } from '../expectations.js';
import { naming } from '../operations.js';
import { onStore } from './on-store.js';

/** A store that is down says so: it neither rejects nor makes anything up. */
export const outageChecks = {
  'answers a ping, even before anything is stored': onStore(async (store) => {
    await valueOf('ping', () => store.repository.ping());
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await valueOf('ping', () => store.repository.ping());
  }),

  'reports an outage when pinged': onStore(async (store) => {
    await store.breakConnection();
    await errorOf('ping', () => store.repository.ping(), 'RepositoryUnavailable');
  }),

  'reports an outage, never an empty store': onStore(async (store) => {
    const { repository } = store;
    const site = await store.site('known');
    const { siteId } = site;
    await site.does(naming('Stars'));
    await store.breakConnection();
    await errorOf('find', () => repository.find(siteId), 'RepositoryUnavailable');
    await errorOf('findMany', () => repository.findMany([siteId]), 'RepositoryUnavailable');
    await errorOf('history', () => repository.history(siteId, 0, 10), 'RepositoryUnavailable');
  }),

  'reports an outage, never a saved or refused change': onStore(async (store) => {
    const { repository } = store;
    const site = await store.site('known');
    const first = site.change(naming('First'));
    await site.save(first);
    const next = site.change(naming('Next'));
    await store.breakConnection();
    await errorOf('save', () => repository.save(next), 'RepositoryUnavailable');
    await errorOf('save of a stale change', () => repository.save(first), 'RepositoryUnavailable');
  }),

  'reports an outage, never an erasure': onStore(async (store) => {
    const site = await store.site('known');
    await site.does(naming('Stars'));
    await store.breakConnection();
    await errorOf('erase', () => store.repository.erase(site.siteId), 'RepositoryUnavailable');
  }),
};
