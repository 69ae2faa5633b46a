import type { Check } from '../check.js';
import type { LoyaltyProgramRepositoryHarness } from './harness.js';
import { Store } from './store.js';

/** A check that reads and writes through a `Store`. */
export const onStore =
  (body: (store: Store) => Promise<void>): Check<LoyaltyProgramRepositoryHarness> =>
  (harness) =>
    body(new Store(harness));
