import type { LoyaltyProgram } from '@loyalty-programs/core';
import type { Change, SaveResult } from '@loyalty-programs/core/adapter-kit';
import { expectEqual, fail, settled } from '../expectations.js';
import { customising, naming, namingAndConfiguring } from '../operations.js';
import { snapshotOf, mutateDeep } from '../plain-data.js';
import { everythingOf, expectStored, undated } from './assertions.js';
import { onStore } from './on-store.js';
import type { Site } from './site.js';
import type { Store } from './store.js';

const saveMany = async (store: Store, changes: readonly Change[]): Promise<readonly SaveResult[]> => {
  const expected = changes.length;
  const results = await settled('saveMany', () => store.repository.saveMany(changes));
  expectEqual(results.length, expected, 'number of results of saveMany');
  return results;
};

const outcomeOf = (result: SaveResult | undefined): string =>
  result === undefined
    ? 'none'
    : result.match(
        () => 'saved',
        ({ type }) => type,
      );

/** Saves one change of each site in one batch. */
const saveAll = async (
  store: Store,
  sites: readonly Site[],
  changeOf: (site: Site, at: number) => Change,
): Promise<void> => {
  const changes = sites.map(changeOf);
  const results = await saveMany(store, changes);
  expectEqual(
    results.map(outcomeOf),
    changes.map(() => 'saved'),
    'results of saveMany',
  );
  for (const [at, change] of changes.entries()) {
    const returned = results[at]?.unwrapOr(undefined) ?? fail('the check is wrong: nothing was saved');
    expectEqual(undated(returned), undated(change.program), `what saveMany returns of change ${at}`);
    sites[at]?.remember({ change, returned });
  }
};

const undatedIfAny = (program: LoyaltyProgram | undefined): LoyaltyProgram | undefined =>
  program && undated(program);

/** No order that a database would give them by itself. */
const LANES = ['lane-3', 'lane-1', 'lane-2', 'lane-10'];

/** Several changes at once are several changes: each is saved, or not, on its own. */
export const batchChecks = {
  'saves first and later changes of many sites together': onStore(async (store) => {
    const sites = await Promise.all(LANES.map((lane) => store.site(lane)));
    const [first, ...others] = sites;
    await saveAll(store, others, (site, at) => site.change(namingAndConfiguring(`First ${at}`, 5)));
    await saveAll(store, sites, (site, at) => site.change(naming(`Second ${at}`)));
    expectEqual(first?.program.revision, 1, 'revision of the site that came late');
    for (const site of sites) await expectStored(store, site, `for ${site.siteId}`);
  }),

  'returns no results for no changes': onStore(async (store) => {
    expectEqual(await saveMany(store, []), [], 'what saveMany gives for no change');
  }),

  'refuses only the stale changes of a batch, each in its place': onStore(async (store) => {
    const sites = await Promise.all([...LANES, 'lane-0', 'lane-4'].map((lane) => store.site(lane)));
    const isStale = (at: number): boolean => at % 2 === 0;
    const stale = sites.map((site) => site.change(naming('Too late')));
    await saveAll(store, sites, (site) => site.change(naming('In time')));
    const batch = sites.map((site, at) => (isStale(at) && stale[at]) || site.change(naming('Next')));
    const results = await saveMany(store, batch);
    expectEqual(
      results.map(outcomeOf),
      batch.map((_, at) => (isStale(at) ? 'RevisionConflict' : 'saved')),
      'results of saveMany',
    );
    for (const [at, site] of sites.entries()) {
      const result = results[at] ?? fail('the check is wrong: no result');
      const change = batch[at] ?? fail('the check is wrong: no change');
      if (result.isOk()) site.remember({ change, returned: result.value });
      else if (result.error.type === 'RevisionConflict') {
        const { siteId, expectedRevision, actualRevision = 1 } = result.error;
        expectEqual([siteId, expectedRevision, actualRevision], [site.siteId, 0, 1], 'the conflict');
      }
      await expectStored(store, site, `for ${site.siteId}, whose change was ${outcomeOf(result)}`);
    }
  }),

  'saves one change per site when batches race': onStore(async (store) => {
    const sites = await Promise.all(LANES.map((lane) => store.site(lane)));
    const batches = Array.from({ length: 6 }, (_, batch) => {
      const ordered = batch % 2 === 0 ? sites : sites.toReversed();
      return ordered.map((site) => ({ site, change: site.change(naming(`Batch ${batch}`)) }));
    });
    const wins = new Map<Site, number>();
    await Promise.all(
      batches.map(async (batch) => {
        const results = await saveMany(
          store,
          batch.map(({ change }) => change),
        );
        for (const [at, { site, change }] of batch.entries()) {
          const result = results[at] ?? fail('the check is wrong: no result');
          if (result.isErr()) {
            expectEqual(result.error.type, 'RevisionConflict', 'error of a change that lost');
            continue;
          }
          wins.set(site, (wins.get(site) ?? 0) + 1);
          site.remember({ change, returned: result.value });
        }
      }),
    );
    for (const site of sites) {
      expectEqual(wins.get(site) ?? 0, 1, `changes of ${site.siteId} that won`);
      await expectStored(store, site, `for ${site.siteId} after the race`);
    }
  }),

  'shares no objects with the caller of a batch': onStore(async (store) => {
    const sites = await Promise.all(LANES.map((lane) => store.site(lane)));
    const icon = { url: 'https://example.com/star.png' };
    const changes = sites.map((site, at) =>
      site.change(customising({ name: `Name ${at}`, pointDefinition: { icon } })),
    );
    const expected = snapshotOf(changes.map(({ program }) => undated(program)));
    const saving = saveMany(store, changes);
    mutateDeep(changes);
    const results = await saving;
    const stored = await Promise.all(sites.map(({ siteId }) => store.find(siteId)));
    expectEqual(stored.map(undatedIfAny), expected, 'what find gives after the changes were changed');
    const before = await Promise.all(sites.map((site) => everythingOf(store, site)));
    for (const result of results) mutateDeep(result.unwrapOr(undefined));
    expectEqual(
      await Promise.all(sites.map((site) => everythingOf(store, site))),
      before,
      'store after what saveMany gave was changed',
    );
  }),

  'reports an outage for each change of a batch': onStore(async (store) => {
    const sites = await Promise.all(LANES.map((lane) => store.site(lane)));
    const changes = sites.map((site) => site.change(naming('Stars')));
    await store.breakConnection();
    expectEqual(
      (await saveMany(store, changes)).map(outcomeOf),
      changes.map(() => 'RepositoryUnavailable'),
      'results of saveMany',
    );
  }),
};
