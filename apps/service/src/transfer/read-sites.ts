import type { LoyaltyProgram, ProgramEvent, SiteId } from '@loyalty-programs/core';
import { type Result, ResultAsync, err, ok } from 'neverthrow';
import type { SiteRecord } from './format/site-record.js';
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

/** All that the store holds of the sites, in their order; nothing of one that it does not know. */
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
