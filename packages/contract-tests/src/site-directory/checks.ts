import { type AccountId, accountIdOf, type SiteId, siteIdOf } from '@loyalty-programs/core';
import type { Checks } from '../check.js';
import { errorOf, expectEqual, fail, valueOf } from '../expectations.js';
import { mutateDeep } from '../plain-data.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import type { SiteDirectoryHarness } from './harness.js';
import { searchChecks } from './searching.js';

const SITES: readonly SiteId[] = SIMILAR_SITES.map(siteIdOf);
const IN_ORDER: readonly SiteId[] = [...SITES].sort();

/** Accounts that a careless query takes for one another. */
const ANN = accountIdOf('ann');
const ANN_IN_CAPITALS = accountIdOf('ANN');
const ANNA = accountIdOf('anna');
const PATTERN = accountIdOf('an_');

const ALL = 1000;

const list = (
  { directory }: SiteDirectoryHarness,
  limit = ALL,
  after?: SiteId,
  accountId?: AccountId,
): Promise<readonly SiteId[]> =>
  valueOf('listSites', () =>
    directory.listSites({
      limit,
      ...(after !== undefined && { after }),
      ...(accountId !== undefined && { accountId }),
    }),
  );

const count = ({ directory }: SiteDirectoryHarness): Promise<number> =>
  valueOf('countSites', () => directory.countSites());

/** All pages of this size, one after the other. */
const pages = async (
  harness: SiteDirectoryHarness,
  limit: number,
  accountId?: AccountId,
): Promise<readonly SiteId[]> => {
  const read: SiteId[] = [];
  for (;;) {
    const page = await list(harness, limit, read.at(-1), accountId);
    if (page.length > limit) fail(`a page of ${limit} has ${page.length} sites`);
    read.push(...page);
    if (page.length < limit || read.length > ALL) return read;
  }
};

/** Everything that the port `SiteDirectory` demands. */
export const siteDirectoryChecks = {
  ...searchChecks,

  'lists nothing when there are no sites': async (harness) => {
    expectEqual(await list(harness), [], 'sites listed');
    expectEqual(await list(harness, 1, siteIdOf('shop')), [], 'sites listed behind one that is not there');
    expectEqual(await count(harness), 0, 'number of sites');
  },

  'lists sites with an installation, a program or both, each once': async (harness) => {
    const [installed, stored, both] = [siteIdOf('a'), siteIdOf('b'), siteIdOf('c')];
    await harness.install(installed, null);
    await harness.storeProgram(stored);
    await harness.install(both, ANN);
    await harness.storeProgram(both);
    expectEqual(await list(harness), [installed, stored, both], 'sites listed');
    expectEqual(await count(harness), 3, 'number of sites');
  },

  'lists sites in code point order, whatever the page size': async (harness) => {
    for (const [at, siteId] of SITES.entries()) {
      await (at % 2 === 0 ? harness.install(siteId, null) : harness.storeProgram(siteId));
    }
    for (const limit of [1, 2, 5, SITES.length, ALL]) {
      expectEqual(await pages(harness, limit), IN_ORDER, `sites on pages of ${limit}`);
    }
    expectEqual(await count(harness), SITES.length, 'number of sites');
  },

  'continues after a site that was removed or never existed': async (harness) => {
    for (const siteId of ['b', 'd', 'f'].map(siteIdOf)) await harness.install(siteId, null);
    expectEqual(await list(harness, ALL, siteIdOf('c')), [siteIdOf('d'), siteIdOf('f')], 'sites behind c');
    await harness.uninstall(siteIdOf('d'));
    expectEqual(await list(harness, ALL, siteIdOf('d')), [siteIdOf('f')], 'sites behind d');
    await harness.install(siteIdOf('a'), null);
    await harness.install(siteIdOf('e'), null);
    expectEqual(await list(harness, 1, siteIdOf('d')), [siteIdOf('e')], 'next site behind d');
  },

  'lists a site until neither program nor installation is left': async (harness) => {
    const siteId = siteIdOf('shop');
    await harness.install(siteId, null);
    await harness.storeProgram(siteId);
    await harness.uninstall(siteId);
    expectEqual(await list(harness), [siteId], 'sites listed after uninstalling');
    await harness.eraseProgram(siteId);
    expectEqual(await list(harness), [], 'sites listed after erasing too');
    expectEqual(await count(harness), 0, 'number of sites');
  },

  'lists only the sites of an account': async (harness) => {
    const accounts = [ANN, ANN_IN_CAPITALS, null, ANNA, ANN, ANN];
    for (const [at, accountId] of accounts.entries()) {
      await harness.install(siteIdOf(`site-${at}`), accountId);
    }
    await harness.storeProgram(siteIdOf('site-0'));
    await harness.storeProgram(siteIdOf('site-9'));
    const ofAnn = ['site-0', 'site-4', 'site-5'];
    for (const limit of [1, 2, ALL]) {
      expectEqual(await pages(harness, limit, ANN), ofAnn, `sites of ann on pages of ${limit}`);
    }
    expectEqual(await list(harness, ALL, siteIdOf('site-4'), ANN), ['site-5'], 'sites of ann behind one');
    expectEqual(await list(harness, ALL, undefined, PATTERN), [], 'sites of nobody');
    await harness.uninstall(siteIdOf('site-0'));
    await harness.install(siteIdOf('site-4'), null);
    expectEqual(await list(harness, ALL, undefined, ANN), ['site-5'], 'sites of ann after two left her');
  },

  'is unaffected by a caller that mutates a page': async (harness) => {
    await harness.install(siteIdOf('shop'), null);
    mutateDeep(await list(harness));
    expectEqual(await list(harness), ['shop'], 'sites listed after a page was changed');
  },

  'reports an outage, never an empty list': async (harness) => {
    await harness.install(siteIdOf('shop'), ANN);
    await harness.storeProgram(siteIdOf('shop'));
    await harness.breakConnection();
    const { directory } = harness;
    const unavailable = 'RepositoryUnavailable';
    await errorOf('listSites', () => directory.listSites({ limit: 1 }), unavailable);
    await errorOf('listSites', () => directory.listSites({ limit: 1, accountId: ANN }), unavailable);
    await errorOf('countSites', () => directory.countSites(), unavailable);
  },
} as const satisfies Checks<SiteDirectoryHarness>;

export type SiteDirectoryCheck = keyof typeof siteDirectoryChecks;
