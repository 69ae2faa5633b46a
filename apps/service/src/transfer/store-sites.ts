import { type Result, ResultAsync, err } from 'neverthrow';
import { siteLine } from './format/lines.js';
import type { SiteRecord } from './format/site-record.js';
import { readSites } from './read-sites.js';
import type { SiteStore, StoreFailure } from './stores/site-store.js';

/** What became of a site: stored, there already just as it is, or there with other content and left alone. */
export type Fate = 'stored' | 'present' | 'different';

const savePrograms = async (
  { repository }: SiteStore,
  sites: readonly SiteRecord[],
): ReturnType<SiteStore['repository']['saveMany']> => {
  // One change from nothing to the whole program: the store keeps the events as they come.
  const changes = sites.flatMap(({ program, events }) =>
    program === null ? [] : [{ baseRevision: 0, program, events }],
  );
  const [only, ...others] = changes;
  if (only === undefined) return [];
  // `saveMany` asks a second time for what was refused, and in a transaction that has failed nobody can tell.
  return others.length === 0 ? [await repository.save(only)] : repository.saveMany(changes);
};

const storeNew = async (
  store: SiteStore,
  sites: readonly SiteRecord[],
): Promise<Result<unknown, StoreFailure>> => {
  const saved = await savePrograms(store, sites);
  const failed = saved.find((each) => each.isErr());
  if (failed?.isErr() === true) return err(failed.error);
  return ResultAsync.combine(
    sites.flatMap(({ siteId, installation }) =>
      installation === null ? [] : [new ResultAsync(store.installations.register(siteId, installation))],
    ),
  );
};

/** Stores those sites of which the store knows nothing, all of them or none. Tells what became of each. */
export const storeSites = (
  store: SiteStore,
  sites: readonly SiteRecord[],
): Promise<Result<readonly Fate[], StoreFailure>> =>
  store.transact(async () => {
    const known = await readSites(
      store,
      sites.map(({ siteId }) => siteId),
    );
    if (known.isErr()) return err(known.error);
    const lineOf = new Map(known.value.map((site) => [site.siteId, siteLine(site)]));
    const fates = sites.map((site): Fate => {
      const line = lineOf.get(site.siteId);
      if (line === undefined) return 'stored';
      return line === siteLine(site) ? 'present' : 'different';
    });
    const stored = await storeNew(
      store,
      sites.filter((_, index) => fates[index] === 'stored'),
    );
    return stored.map(() => fates);
  });
