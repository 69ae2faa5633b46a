import { type AccountId, accountIdOf, type SiteId, siteIdOf } from '@loyalty-programs/core';
import type { SiteSearch } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { errorOf, expectEqual, fail, valueOf } from '../expectations.js';
import { mutateDeep } from '../plain-data.js';
import type { SiteDirectoryHarness, StoredTraits } from './harness.js';

const ANN = accountIdOf('ann');

const searched = ({ directory }: SiteDirectoryHarness, query: SiteSearch) =>
  valueOf('searchSites', () => directory.searchSites(query));

/** All that a search finds, page by page. */
const found = async (
  harness: SiteDirectoryHarness,
  query: Omit<SiteSearch, 'limit' | 'cursor'>,
  limit = 50,
): Promise<readonly SiteId[]> => {
  const sites: SiteId[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    const next = await searched(harness, { ...query, limit, ...(cursor !== null && { cursor }) });
    if (next.sites.length > limit) fail(`a page of ${limit} has ${next.sites.length} sites`);
    sites.push(...next.sites.map(({ siteId }) => siteId));
    cursor = next.nextCursor;
    if (cursor === null) return sites;
  }
  return fail('the pages of a search never end');
};

type Example = readonly [siteId: string, accountId: AccountId | null | undefined, program?: StoredTraits];

const set = async (harness: SiteDirectoryHarness, examples: readonly Example[]): Promise<void> => {
  for (const [id, accountId, program] of examples) {
    const siteId = siteIdOf(id);
    if (accountId !== undefined) await harness.install(siteId, accountId);
    if (program !== undefined) await harness.storeProgram(siteId, program);
  }
};

/** Out of order, with programs, installations or both. */
const EXAMPLES: readonly Example[] = [
  ['shop-2', ANN, { name: 'Harbour Club', status: 'ACTIVE' }],
  ['shop-1', null],
  ['Shop-3', null, { name: 'harbour friends', status: 'PAUSED' }],
  ['bakery', ANN, { name: 'Shop_ and more', status: 'ACTIVE' }],
  ['cafe', undefined, { name: 'Café Étoile' }],
  ['dry-cleaner', ANN, { name: 'Harbour Club', status: 'ACTIVE' }],
  ['echo', ANN],
];

/** How one searches. */
export const searchChecks = {
  'finds nothing when there are no sites': async (harness) => {
    expectEqual(await searched(harness, { limit: 1 }), { sites: [], nextCursor: null }, 'the first page');
    expectEqual(await found(harness, { text: 'shop' }), [], 'sites found');
  },

  'finds a site with its name, status and installation': async (harness) => {
    await set(harness, EXAMPLES);
    const { sites } = await searched(harness, { text: 'shop-', limit: 10 });
    const [draft, active] = [siteIdOf('shop-1'), siteIdOf('shop-2')];
    expectEqual(
      sites,
      [
        { siteId: draft, name: null, status: 'DRAFT', isInstalled: true, accountId: null },
        { siteId: active, name: 'Harbour Club', status: 'ACTIVE', isInstalled: true, accountId: ANN },
      ],
      'sites found by id',
    );
    const uninstalled = await searched(harness, { text: 'cafe', limit: 10 });
    expectEqual(
      uninstalled.sites,
      [
        {
          siteId: siteIdOf('cafe'),
          name: 'Café Étoile',
          status: 'DRAFT',
          isInstalled: false,
          accountId: null,
        },
      ],
      'a site without installation',
    );
  },

  'finds ids first, then names, each site once, whatever the page size': async (harness) => {
    await set(harness, EXAMPLES);
    for (const limit of [1, 2, 3, 50]) {
      const of = (text: string) => found(harness, { text }, limit);
      expectEqual(
        await of(''),
        ['Shop-3', 'bakery', 'cafe', 'dry-cleaner', 'echo', 'shop-1', 'shop-2'],
        `all sites on pages of ${limit}`,
      );
      expectEqual(await of('shop'), ['shop-1', 'shop-2', 'bakery'], `sites like shop on pages of ${limit}`);
      expectEqual(
        await of('HARBOUR'),
        ['dry-cleaner', 'shop-2', 'Shop-3'],
        `sites like HARBOUR on pages of ${limit}`,
      );
    }
  },

  'takes a text as it is, never as a pattern': async (harness) => {
    await set(harness, EXAMPLES);
    for (const text of ['%', '_', 'shop_-', 'shop%', '*', "'", '\\', 'no such site']) {
      expectEqual(await found(harness, { text }), [], `sites like ${text}`);
    }
    expectEqual(await found(harness, { text: 'shop_' }), ['bakery'], 'sites like shop_');
    expectEqual(await found(harness, { text: '  café É ' }), ['cafe'], 'a text with white space around it');
    for (const text of ['a\0', '\ud800']) expectEqual(await found(harness, { text }), [], 'an odd text');
  },

  'finds sites of one status, untouched drafts included': async (harness) => {
    await set(harness, EXAMPLES);
    for (const limit of [1, 50]) {
      const of = (status: SiteSearch['status'], text = '') =>
        found(harness, { text, ...(status !== undefined && { status }) }, limit);
      expectEqual(await of('DRAFT'), ['cafe', 'echo', 'shop-1'], 'sites in DRAFT');
      expectEqual(await of('ACTIVE'), ['bakery', 'dry-cleaner', 'shop-2'], 'sites that are ACTIVE');
      expectEqual(await of('PAUSED'), ['Shop-3'], 'sites that are PAUSED');
      expectEqual(await of('ACTIVE', 'shop'), ['shop-2', 'bakery'], 'ACTIVE sites like shop');
      expectEqual(await of('PAUSED', 'harb'), ['Shop-3'], 'PAUSED sites like harb');
      expectEqual(await of('DRAFT', 'shop'), ['shop-1'], 'sites like shop in DRAFT');
    }
  },

  'finds only the sites of an account': async (harness) => {
    await set(harness, EXAMPLES);
    for (const limit of [1, 50]) {
      const of = (query: SiteSearch | object) => found(harness, { accountId: ANN, ...query }, limit);
      expectEqual(await of({}), ['bakery', 'dry-cleaner', 'echo', 'shop-2'], 'sites of ann');
      expectEqual(await of({ text: 'shop' }), ['bakery', 'shop-2'], 'sites of ann like shop');
      expectEqual(await of({ text: 'Harb' }), ['dry-cleaner', 'shop-2'], 'sites of ann like Harb');
      expectEqual(await of({ status: 'DRAFT' }), ['echo'], 'sites of ann in DRAFT');
    }
    expectEqual(await found(harness, { accountId: accountIdOf('ANN') }), [], 'sites of ANN');
  },

  'finds only the sites of a list': async (harness) => {
    await set(harness, EXAMPLES);
    const siteIds = new Set(['shop-2', 'cafe', 'shop-1', 'unknown', 'bakery'].map(siteIdOf));
    for (const limit of [1, 50]) {
      const of = (query: SiteSearch | object) => found(harness, { siteIds, ...query }, limit);
      expectEqual(await of({}), ['bakery', 'cafe', 'shop-1', 'shop-2'], 'sites of the list');
      expectEqual(await of({ text: 'shop' }), ['bakery', 'shop-1', 'shop-2'], 'listed sites like shop');
      expectEqual(await of({ status: 'ACTIVE' }), ['bakery', 'shop-2'], 'listed sites that are ACTIVE');
      expectEqual(
        await of({ accountId: ANN }),
        ['bakery', 'cafe', 'shop-2'],
        'listed sites of ann or not installed',
      );
    }
    expectEqual(await found(harness, { siteIds: new Set() }), [], 'sites of an empty list');
  },

  'finds nothing of an erased program, and no site that has nothing left': async (harness) => {
    await set(harness, EXAMPLES);
    const [active, paused, draft] = [siteIdOf('shop-2'), siteIdOf('Shop-3'), siteIdOf('shop-1')];
    await harness.eraseProgram(active);
    await harness.eraseProgram(paused);
    await harness.uninstall(paused);
    await harness.uninstall(draft);
    const siteIds = new Set([active, paused, draft]);
    for (const query of [{ text: 'shop-' }, { siteIds }]) {
      const { sites } = await searched(harness, { ...query, limit: 10 });
      expectEqual(
        sites,
        [{ siteId: active, name: null, status: 'DRAFT', isInstalled: true, accountId: ANN }],
        'sites found later',
      );
    }
    expectEqual(await found(harness, { text: 'Shop-3' }), [], 'sites like Shop-3');
    expectEqual(await found(harness, { text: 'harbour' }), ['dry-cleaner'], 'sites like harbour');
    expectEqual(await found(harness, { status: 'PAUSED' }), [], 'sites that are PAUSED');
    expectEqual(await found(harness, { status: 'DRAFT' }), ['cafe', 'echo', 'shop-2'], 'sites in DRAFT');
  },

  'finds each of many sites with one name': async (harness) => {
    const ids = Array.from({ length: 7 }, (_, at) => `site-${at}`);
    await set(
      harness,
      [...ids].reverse().map((id) => [id, null, { name: 'Harbour Club' }] as const),
    );
    expectEqual(await found(harness, { text: 'harbour' }, 2), ids, 'sites found on pages of 2');
  },

  'refuses an invalid cursor of a search and quotes it': async (harness) => {
    for (const cursor of ['', 'shop', 'id', 'id a b', 'name', 'id é', `id ${'x'.repeat(65)}`, 'name a \0']) {
      const refused = await errorOf(
        'searchSites',
        () => harness.directory.searchSites({ cursor, limit: 1 }),
        'InvalidCursor',
      );
      expectEqual(refused.cursor, cursor, 'the cursor that was refused');
    }
  },

  'is unaffected by a caller that mutates what it found': async (harness) => {
    await set(harness, EXAMPLES);
    const before = await searched(harness, { text: 'shop', limit: 10 });
    const expected: unknown = JSON.parse(JSON.stringify(before));
    mutateDeep(before);
    expectEqual(await searched(harness, { text: 'shop', limit: 10 }), expected, 'sites found later');
  },

  'reports an outage of a search, never an empty page': async (harness) => {
    await set(harness, EXAMPLES);
    await harness.breakConnection();
    const { directory } = harness;
    for (const query of [
      {},
      { text: 'shop' },
      { accountId: ANN },
      { siteIds: new Set([siteIdOf('cafe')]) },
    ]) {
      const search = () => directory.searchSites({ ...query, limit: 1 });
      await errorOf('searchSites', search, 'RepositoryUnavailable');
    }
  },
} as const satisfies Checks<SiteDirectoryHarness>;
