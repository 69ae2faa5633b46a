import type { SiteId } from '@loyalty-programs/core';
import { expect } from 'vitest';
import { wholeHistory } from '../../stores/support/histories.js';
import { type Place, openStore } from '../../stores/support/open-store.js';
import { brokenPromises } from './audit.js';
import type { Ledger } from './ledger.js';

/** What is stored is what callers were told, site by site. */
export const expectAllPromisesKept = async (
  place: Place,
  siteIds: readonly SiteId[],
  ledger: Ledger,
): Promise<void> => {
  const { repository, close } = openStore(place, 1);
  try {
    for (const siteId of siteIds) {
      const stored = (await repository.find(siteId))._unsafeUnwrap();
      const history = await wholeHistory(repository, siteId);
      expect(history.length).toBeGreaterThan(0);
      expect(brokenPromises(ledger.of(siteId), stored, history)).toEqual([]);
    }
  } finally {
    await close();
  }
};
