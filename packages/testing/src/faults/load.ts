import { setTimeout as sleep } from 'node:timers/promises';
import type { LoyaltyPrograms, RemoteError, SiteId } from '@loyalty-programs/core';
import type { Fate, Ledger } from './ledger.js';

/** How many change programs at the same time, and how long, in milliseconds, each rests after a failure. */
const WORKERS = 8;
const REST = 2;

/** Changes that go on until they are stopped. */
export interface Load {
  /** Resolves when the last change is answered. */
  stop(): Promise<void>;
}

/**
 * Changes the names of the programs repeatedly and records the answers. Every other change is conditional on
 * the last reported revision. `programs` is called anew each time.
 */
export const load = (
  programs: (worker: number) => LoyaltyPrograms<RemoteError>,
  siteIds: readonly SiteId[],
  ledger: Ledger,
): Load => {
  const known = new Map<SiteId, number>();
  let isOn = true;

  const change = async (worker: number, number: number, siteId: SiteId): Promise<Fate> => {
    const expectedRevision = number % 2 === 0 ? known.get(siteId) : undefined;
    const name = `Club ${worker}.${number}`;
    const updated = await programs(worker).update(
      siteId,
      { name },
      expectedRevision === undefined ? {} : { expectedRevision },
    );
    const fate = updated.match(
      ({ revision }): Fate => ({ type: 'acknowledged', revision }),
      ({ type }): Fate => (type === 'OutcomeUnknown' ? { type: 'unknown' } : { type: 'refused', by: type }),
    );
    ledger.note({ siteId, name, fate });
    return fate;
  };

  const work = async (worker: number): Promise<void> => {
    for (let number = 0; isOn; number += 1) {
      const siteId = siteIds[(worker + number) % siteIds.length];
      if (siteId === undefined) throw new Error('a load needs sites');
      const fate = await change(worker, number, siteId);
      if (fate.type === 'acknowledged') known.set(siteId, fate.revision);
      else await sleep(REST);
    }
  };

  const working = Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
  return {
    stop: async () => {
      isOn = false;
      await working;
    },
  };
};
