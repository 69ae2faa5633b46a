import { InMemoryLoyaltyProgramRepository, InMemorySiteDirectory } from '@loyalty-programs/adapters-memory';
import { type AccountId, accountIdOf, type RepositoryUnavailable, type SiteId } from '@loyalty-programs/core';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import type { SiteDirectoryFault } from './fault.js';
import { searchFaults } from './searching.js';

const ALL = 1000;

/** All sites in the order of the code points of their ids. */
const allOf = async (right: SiteDirectory, accountId?: AccountId): Promise<readonly SiteId[]> =>
  (await right.listSites({ limit: ALL, ...(accountId !== undefined && { accountId }) })).unwrapOr([]);

/** Each is the directory in memory with one fault. */
export const siteDirectoryFaults: Readonly<Record<string, SiteDirectoryFault>> = {
  ...searchFaults,
  'lists sites in the order of a dictionary': {
    inject: (right) => ({
      listSites: async (query) =>
        (await right.listSites(query)).map((page) => [...page].sort((a, b) => a.localeCompare(b, 'en'))),
    }),
    fails: {
      'lists sites in code point order, whatever the page size': /sites on pages of \d+: at \d+: /u,
    },
  },
  'lists the site it is to read on behind once more': {
    inject: (right) => ({
      listSites: async ({ after, ...query }) =>
        (await right.listSites({ ...query, limit: ALL })).map((sites) =>
          sites.filter((siteId) => after === undefined || siteId >= after).slice(0, query.limit),
        ),
    }),
    fails: {
      'lists sites in code point order, whatever the page size': /sites on pages of 1: at 1: /u,
      'lists only the sites of an account': /sites of ann on pages of 1: at 1: /u,
    },
  },
  'reads on from the start behind a site that is gone': {
    inject: (right) => ({
      listSites: async ({ after, ...query }) => {
        const sites = await allOf(right);
        const isThere = after !== undefined && sites.includes(after);
        return right.listSites(isThere ? { ...query, after } : query);
      },
    }),
    fails: {
      'continues after a site that was removed or never existed':
        /sites behind c: at 0: expected "d", got "b"/u,
    },
  },
  'counts pages instead of reading on': {
    inject: (right) => {
      const seen: SiteId[] = [];
      return {
        listSites: async ({ after, ...query }) => {
          if (after === undefined) seen.length = 0;
          const sites = await right.listSites({ ...query, limit: ALL });
          return sites.map((all) => {
            const page = all.slice(seen.length, seen.length + query.limit);
            seen.push(...page);
            return page;
          });
        },
      };
    },
    fails: {
      'continues after a site that was removed or never existed':
        /sites behind c: at 0: expected "d", got "b"/u,
      'lists only the sites of an account': /sites of ann behind one/u,
    },
  },
  'lists one site more than asked for': {
    inject: (right) => ({
      listSites: (query) => right.listSites({ ...query, limit: query.limit + 1 }),
    }),
    fails: {
      'lists sites in code point order, whatever the page size': /a page of 1 has 2 sites/u,
      'lists only the sites of an account': /a page of 1 has 2 sites/u,
      'continues after a site that was removed or never existed':
        /next site behind d: at 1: expected nothing/u,
    },
  },
  'lists the sites of all accounts whatever it is asked for': {
    inject: (right) => ({
      listSites: ({ after, limit }) => right.listSites({ limit, ...(after !== undefined && { after }) }),
    }),
    fails: { 'lists only the sites of an account': /sites of ann on pages of 1: at 1: /u },
  },
  'takes accounts for one another that differ in case': {
    inject: (right) => ({
      listSites: async (query) => {
        if (query.accountId === undefined) return right.listSites(query);
        const others = await allOf(right, accountIdOf(query.accountId.toUpperCase()));
        return (await right.listSites(query)).map((page) => [...page, ...others].sort());
      },
    }),
    fails: { 'lists only the sites of an account': /./u },
  },
  'forgets the account on later pages': {
    inject: (right) => ({
      listSites: ({ after, limit, accountId }) =>
        right.listSites(
          after === undefined ? { limit, ...(accountId !== undefined && { accountId }) } : { limit, after },
        ),
    }),
    fails: { 'lists only the sites of an account': /sites of ann on pages of 1: at 1: /u },
  },
  'hands out its own list of sites': {
    inject: (right) => {
      let known = '';
      let own: readonly SiteId[] = [];
      return {
        listSites: async (query) =>
          (await right.listSites(query)).map((page) => {
            if (known !== page.join()) own = page;
            known = page.join();
            return own;
          }),
      };
    },
    fails: {
      'is unaffected by a caller that mutates a page':
        /after a page was changed: at 0: expected "shop", got nothing/u,
    },
  },
  'is unavailable where there are no sites': {
    inject: (right) => ({
      listSites: async (query) =>
        (await right.listSites(query)).andThen((page): Result<readonly SiteId[], RepositoryUnavailable> =>
          page.length === 0 && query.after === undefined && query.accountId === undefined
            ? err({ type: 'RepositoryUnavailable' })
            : ok(page),
        ),
    }),
    fails: {
      'lists nothing when there are no sites': /listSites failed/u,
      'lists a site until neither program nor installation is left': /listSites failed/u,
    },
  },
  'knows the sites with an installation alone': {
    inject: (_, { installations }) => {
      const none = new InMemorySiteDirectory(new InMemoryLoyaltyProgramRepository(), installations);
      return { listSites: (query) => none.listSites(query), countSites: () => none.countSites() };
    },
    fails: {
      'lists sites with an installation, a program or both, each once':
        /sites listed: at 1: expected "b", got "c"/u,
      'lists sites in code point order, whatever the page size': /sites on pages of 1: at/u,
      'lists a site until neither program nor installation is left':
        /after uninstalling: at 0: .*got nothing/u,
    },
  },
  'counts a site with both twice': {
    inject: (_, { repository, installations }) => ({
      countSites: async () => {
        const stored = await repository.storedSites();
        const installed = (await installations.listSites()).unwrapOr([]);
        return stored.map(({ length }) => length + installed.length);
      },
    }),
    fails: {
      'lists sites with an installation, a program or both, each once': /number of sites: expected 3, got 4/u,
    },
  },
  'lists no sites when it is down': {
    inject: (right) => ({ listSites: async (query) => ok((await right.listSites(query)).unwrapOr([])) }),
    fails: { 'reports an outage, never an empty list': /listSites gave \[\] where/u },
  },
  'counts no sites when it is down': {
    inject: (right) => ({ countSites: async () => ok((await right.countSites()).unwrapOr(0)) }),
    fails: { 'reports an outage, never an empty list': /countSites gave 0 where/u },
  },
  'rejects when it is down': {
    inject: (right) => ({
      listSites: async (query) => {
        const page = await right.listSites(query);
        if (page.isErr()) throw new Error('connection lost');
        return page;
      },
    }),
    fails: {
      'reports an outage, never an empty list': /listSites threw or rejected .*connection lost/u,
    },
  },
};
