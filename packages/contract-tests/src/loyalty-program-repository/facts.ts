import type { LoyaltyProgram, ProgramEvent } from '@loyalty-programs/core';
import { expectEqual } from '../expectations.js';
import type { Saved, Site } from './site.js';
import type { Store } from './store.js';

/** A program without its dates, which a store with a clock of its own may set itself. */
export const undated = (program: LoyaltyProgram): LoyaltyProgram => ({
  ...program,
  createdDate: 0,
  updatedDate: 0,
});

/** An event without its actor, whom a store that knows its callers may set itself; at its program's time. */
const eventsOf = ({ change, returned }: Saved): readonly ProgramEvent[] =>
  change.events.map((event) => ({ ...event, time: returned.updatedDate, actor: null }));

const anonymous = (event: ProgramEvent): ProgramEvent => ({ ...event, actor: null });

/** Expects a history to hold the events of these changes, in order and nothing else. */
export const expectEventsOf = (
  saved: readonly Saved[],
  history: readonly ProgramEvent[],
  what = 'history',
): void => {
  expectEqual(history.map(anonymous), saved.flatMap(eventsOf), what);
};

/** Expects that what was saved last, and every event, is what is stored. */
export const expectStored = async (store: Store, site: Site, when: string): Promise<void> => {
  const expected = site.saved.length === 0 ? undefined : site.program;
  expectEqual(await store.find(site.siteId), expected, `what find gives ${when}`);
  expectEventsOf(site.saved, await store.history(site.siteId), `what history gives ${when}`);
};
