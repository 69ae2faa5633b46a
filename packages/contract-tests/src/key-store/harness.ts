import type { KeyStore } from '@loyalty-programs/core/access';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `KeyStore`. */
export interface KeyStoreHarness extends Harness {
  readonly keys: KeyStore;
  /** A second adapter over the same data, as another instance has it. */
  readonly others: KeyStore;
}
