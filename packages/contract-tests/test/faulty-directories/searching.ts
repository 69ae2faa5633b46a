import type { SiteId } from '@loyalty-programs/core';
import { type SiteSearchPage, type SiteSummary, nameKeyOf } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import type { SiteDirectoryFault } from './fault.js';

const withSites =
  (change: (sites: readonly SiteSummary[]) => readonly SiteSummary[]) =>
  (page: SiteSearchPage): SiteSearchPage => ({ ...page, sites: change(page.sites) });

const NAMES = 'finds ids first, then names, each site once, whatever the page size';
const STATUS = 'finds sites of one status, untouched drafts included';
const ACCOUNT = 'finds only the sites of an account';
const LIST = 'finds only the sites of a list';
const ERASED = 'finds nothing of an erased program, and no site that has nothing left';
const SUMMARY = 'finds a site with its name, status and installation';

const siteWithoutProgram = (siteId: SiteId): SiteSummary => ({
  siteId,
  name: null,
  status: 'DRAFT',
  isInstalled: false,
  accountId: null,
});

/** Each is the directory in memory with one fault in its search. */
export const searchFaults: Readonly<Record<string, SiteDirectoryFault>> = {
  'finds a site where there is none': {
    inject: (right) => ({
      searchSites: async (query) => {
        const page = await right.searchSites(query);
        const all = (await right.countSites()).unwrapOr(0);
        return all > 0 ? page : page.map((empty) => ({ ...empty, nextCursor: 'id ' }));
      },
    }),
    fails: { 'finds nothing when there are no sites': /the first page: at nextCursor/u },
  },
  'says that every site is installed': {
    inject: (right) => ({
      searchSites: async (query) =>
        (await right.searchSites(query)).map(
          withSites((sites) => sites.map((site) => ({ ...site, isInstalled: true }))),
        ),
    }),
    fails: { [SUMMARY]: /a site without installation: at 0: isInstalled|isInstalled/u },
  },
  'finds ids alone': {
    inject: (right) => ({
      searchSites: async (query) =>
        (await right.searchSites(query)).map(
          withSites((sites) => sites.filter(({ siteId }) => siteId.startsWith(query.text?.trim() ?? ''))),
        ),
    }),
    fails: {
      [NAMES]: /sites like shop on pages of 1: at 2/u,
      [STATUS]: /ACTIVE sites like shop/u,
      [ACCOUNT]: /sites of ann like shop/u,
      [LIST]: /listed sites like shop/u,
      'takes a text as it is, never as a pattern': /sites like shop_/u,
      'finds each of many sites with one name': /at 0/u,
      [ERASED]: /sites like harbour/u,
    },
  },
  'looks at the case of names': {
    inject: (right) => ({
      searchSites: async (query) =>
        (await right.searchSites(query)).map(
          withSites((sites) =>
            sites.filter(
              ({ siteId, name }) =>
                siteId.startsWith(query.text ?? '') ||
                !/^[a-z]/iu.test(query.text ?? '') ||
                name?.startsWith(query.text?.trim() ?? '') === true,
            ),
          ),
        ),
    }),
    fails: {
      [NAMES]: /sites like shop on pages of 1: at 2|sites like HARBOUR/u,
      [STATUS]: /like/u,
      [ACCOUNT]: /like/u,
      [LIST]: /like/u,
      'takes a text as it is, never as a pattern': /shop_|white space/u,
      'finds each of many sites with one name': /at 0/u,
      [ERASED]: /sites like harbour/u,
    },
  },
  'takes _ for any character': {
    inject: (right) => ({
      searchSites: async (query) => right.searchSites({ ...query, text: query.text?.replace('_', '') ?? '' }),
    }),
    fails: { 'takes a text as it is, never as a pattern': /sites like _/u },
  },
  'leaves untouched drafts out': {
    inject: (right, { repository }) => ({
      searchSites: async (query) => {
        const stored = new Set<string>((await repository.storedSites()).unwrapOr([]));
        const page = await right.searchSites(query);
        return query.status === 'DRAFT' && query.accountId === undefined
          ? page.map(withSites((sites) => sites.filter(({ siteId }) => stored.has(siteId))))
          : page;
      },
    }),
    fails: { [STATUS]: /sites in DRAFT: at 1/u, [ERASED]: /sites in DRAFT: at 1/u },
  },
  'finds the sites of erased programs whatever is left of them': {
    inject: (right, { repository }) => ({
      searchSites: async (query) => {
        const page = await right.searchSites(query);
        const events = (await repository.readAfter(0, null, 1000)).map((feed) => feed.events).unwrapOr([]);
        const erased = events.filter(({ type }) => type === 'ProgramErased').map(({ siteId }) => siteId);
        return query.cursor === undefined && query.limit === 10
          ? page.map(withSites((sites) => [...sites, ...erased.map(siteWithoutProgram)]))
          : page;
      },
    }),
    fails: { [ERASED]: /sites found later/u },
  },
  'searches all accounts': {
    inject: (right) => ({
      searchSites: ({ accountId, ...query }) =>
        right.searchSites(
          query.siteIds === undefined || accountId === undefined ? query : { ...query, accountId },
        ),
    }),
    fails: { [ACCOUNT]: /sites of ann: at 0/u },
  },
  'searches sites beside the list': {
    inject: (right) => ({
      searchSites: ({ siteIds, ...query }) =>
        right.searchSites(siteIds === undefined ? query : { ...query, text: query.text ?? '' }),
    }),
    fails: { [LIST]: /sites of the list: at 0/u, [ERASED]: /sites found later: at 0/u },
  },
  'loses sites with a name that another one has': {
    inject: (right) => ({
      searchSites: async (query) => {
        const page = await right.searchSites(query);
        const names = new Set<string>();
        return query.text === 'harbour'
          ? page.map(
              withSites((sites) =>
                sites.filter(({ name }) => {
                  const key = nameKeyOf(name ?? '');
                  const isNew = !names.has(key);
                  names.add(key);
                  return isNew;
                }),
              ),
            )
          : page;
      },
    }),
    fails: { 'finds each of many sites with one name': /at 1/u },
  },
  'starts again at a cursor that it does not know': {
    inject: (right) => ({
      searchSites: async (query) => {
        const page = await right.searchSites(query);
        if (page.isOk() || page.error.type !== 'InvalidCursor') return page;
        const { limit, text = '' } = query;
        return right.searchSites({ limit, text });
      },
    }),
    fails: { 'refuses an invalid cursor of a search and quotes it': /InvalidCursor was expected/u },
  },
  'hands out its own page': {
    inject: (right) => {
      const known = new Map<string, SiteSearchPage>();
      return {
        searchSites: async (query) => {
          if (query.text !== 'shop' || query.limit !== 10) return right.searchSites(query);
          const page = known.get(query.text);
          if (page !== undefined) return ok(page);
          const first = await right.searchSites(query);
          if (first.isOk()) known.set(query.text, first.value);
          return first;
        },
      };
    },
    fails: { 'is unaffected by a caller that mutates what it found': /sites found later/u },
  },
  'finds nothing when it is down': {
    inject: (right) => ({
      searchSites: async (query) => {
        const page = await right.searchSites(query);
        if (page.isErr() && page.error.type === 'InvalidCursor') return page;
        return ok(page.unwrapOr({ sites: [], nextCursor: null }));
      },
    }),
    fails: { 'reports an outage of a search, never an empty page': /searchSites gave/u },
  },
};
