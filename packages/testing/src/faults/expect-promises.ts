import type { LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import { expect } from 'vitest';
import { wholeHistory } from '../stores/whole-history.js';
import { type StoreTarget, openStore } from '../stores/open-store.js';
import { brokenPromises } from './audit.js';
import type { Ledger } from './ledger.js';

/** What is stored is what callers were told, site by site. */
export const expectPromisesKept = async (
  repository: LoyaltyProgramRepository,
  siteIds: readonly SiteId[],
  ledger: Ledger,
): Promise<void> => {
  let events = 0;
  for (const siteId of siteIds) {
    const stored = (await repository.find(siteId))._unsafeUnwrap();
    const history = await wholeHistory(repository, siteId);
    events += history.length;
    expect(brokenPromises(ledger.of(siteId), stored, history)).toEqual([]);
  }
  expect(events).toBeGreaterThan(0);
};

/** The same of a store that is not open yet. */
export const expectPromisesKeptAt = async (
  target: StoreTarget,
  siteIds: readonly SiteId[],
  ledger: Ledger,
): Promise<void> => {
  const { repository, close } = openStore(target, 1);
  try {
    await expectPromisesKept(repository, siteIds, ledger);
  } finally {
    await close();
  }
};
