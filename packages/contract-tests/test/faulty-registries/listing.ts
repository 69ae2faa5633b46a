import type { SiteId } from '@loyalty-programs/core';
import { ok } from 'neverthrow';
import type { InstallationRegistryFault } from './fault.js';

/** Faults in what is listed. */
export const listingFaults: Readonly<Record<string, InstallationRegistryFault>> = {
  'lists sites in the order of a dictionary': {
    inject: (memory) => ({
      listSites: async (accountId) =>
        (await memory.listSites(accountId)).map((siteIds) =>
          [...siteIds].sort((a, b) => a.localeCompare(b, 'en')),
        ),
    }),
    fails: {
      'lists the sites with loyalty in ascending order of their ids':
        /sites listed: at 0: expected "01", got "__proto__"/u,
    },
  },
  'lists the sites of all accounts whatever it is asked for': {
    inject: (memory) => ({ listSites: () => memory.listSites() }),
    fails: {
      'lists only the sites of an account': /sites of ann: at 1: expected "site-4", got "site-1"/u,
    },
  },
  'lists sites that were removed': {
    inject: (memory) => {
      const removed: SiteId[] = [];
      return {
        remove: (siteId, onlyIf) => {
          removed.push(siteId);
          return memory.remove(siteId, onlyIf);
        },
        listSites: async (accountId) =>
          (await memory.listSites(accountId)).map((siteIds) => [...siteIds, ...removed].sort()),
      };
    },
    fails: {
      'no longer lists a site that was removed': /at 0: expected "stays", got "goes"/u,
    },
  },
  'hands out its own list of sites': {
    inject: (memory) => {
      let list: readonly SiteId[] | undefined;
      return {
        listSites: async (accountId) =>
          (await memory.listSites(accountId)).map((siteIds) =>
            accountId === undefined ? (list ??= siteIds) : siteIds,
          ),
        register: (siteId, installation, onlyIf) => {
          list = undefined;
          return memory.register(siteId, installation, onlyIf);
        },
        remove: (siteId, onlyIf) => {
          list = undefined;
          return memory.remove(siteId, onlyIf);
        },
      };
    },
    fails: {
      'is unaffected by a caller that mutates a list':
        /sites listed after a list was changed: at 0: expected "shop", got nothing/u,
    },
  },
  'lists no sites when it is down': {
    inject: (memory) => ({
      listSites: async (accountId) => ok((await memory.listSites(accountId)).unwrapOr([])),
    }),
    fails: {
      'reports an outage, never an empty list': /listSites gave \[\] where/u,
    },
  },
};
