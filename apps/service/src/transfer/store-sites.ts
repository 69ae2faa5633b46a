import type { LoyaltyProgram, ProgramEvent, SiteId } from '@loyalty-programs/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { siteLine, type SiteRecord } from './format/serialize.js';
import type { SiteStore, StoreFailure } from './stores/site-store.js';

const NONE: readonly ProgramEvent[] = [];

const historiesOf = (
  { repository }: SiteStore,
  programs: ReadonlyMap<SiteId, LoyaltyProgram>,
): ResultAsync<ReadonlyMap<SiteId, readonly ProgramEvent[]>, StoreFailure> =>
  ResultAsync.combine(
    [...programs.values()].map(({ siteId, revision }) =>
      new ResultAsync(repository.history(siteId, 0, revision)).map((events) => [siteId, events] as const),
    ),
  ).map((histories) => new Map(histories));

/** All that the store holds of the sites, in their order; nothing for an unknown site. */
export const readSites = async (
  store: SiteStore,
  siteIds: readonly SiteId[],
): Promise<Result<readonly SiteRecord[], StoreFailure>> => {
  const programs = await store.repository.findMany(siteIds);
  if (programs.isErr()) return err(programs.error);
  const installations = await store.installations.checkMany(siteIds);
  if (installations.isErr()) return err(installations.error);
  const histories = await historiesOf(store, programs.value);
  if (histories.isErr()) return err(histories.error);
  return ok(
    siteIds
      .map((siteId): SiteRecord => {
        const installation = installations.value.get(siteId);
        return {
          siteId,
          installation: installation?.installed === true ? installation : null,
          program: programs.value.get(siteId) ?? null,
          events: histories.value.get(siteId) ?? NONE,
        };
      })
      .filter(({ installation, program }) => installation !== null || program !== null),
  );
};

/** What became of a site: stored, there already just as it is, or there with other content and left alone. */
type Fate = 'stored' | 'present' | 'different';

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
  // `saveMany` looks again at what was refused, which a failed transaction does not allow.
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

/** Stores the sites that are not yet stored, all of them or none. Returns the outcome for each. */
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
