import type { LoyaltyProgram, ProgramEvent } from '@loyalty-programs/core';
import { expectEqual } from '../expectations.js';
import { snapshotOf } from '../plain-data.js';
import type { Saved, Site } from './site.js';
import type { Store } from './store.js';

/** A program without its dates, which a store with a clock of its own may set itself. */
export const undated = (program: LoyaltyProgram): LoyaltyProgram => ({
  ...program,
  createdDate: 0,
  updatedDate: 0,
});

/** An event without time, actor and request, which a store with a clock and callers of its own may set itself. */
const bare = (event: ProgramEvent): ProgramEvent => ({ ...event, time: 0, actor: null, causedBy: null });

/** Expects a history to hold the events of these changes, in order and nothing else. */
export const expectEventsOf = (
  saved: readonly Saved[],
  history: readonly ProgramEvent[],
  what = 'history',
): void => {
  const expected = saved.flatMap(({ change }) => change.events);
  expectEqual(history.map(bare), expected.map(bare), what);
};

/** Expects that what was saved last, and every event, is what is stored. */
export const expectStored = async (store: Store, site: Site, when: string): Promise<void> => {
  const expected = site.saved.length === 0 ? undefined : site.program;
  expectEqual(await store.find(site.siteId), expected, `what find gives ${when}`);
  expectEventsOf(site.saved, await store.history(site.siteId), `what history gives ${when}`);
};

/** All that a store returns for a site now. */
export const everythingOf = async (store: Store, { siteId }: Site): Promise<unknown> =>
  snapshotOf([await store.find(siteId), await store.findMany([siteId]), await store.history(siteId)]);
