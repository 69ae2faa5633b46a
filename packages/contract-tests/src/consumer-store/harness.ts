import type { ConsumerStore } from '@loyalty-programs/core/adapter-kit';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `ConsumerStore`. */
export interface ConsumerStoreHarness extends Harness {
  readonly store: ConsumerStore;
}
