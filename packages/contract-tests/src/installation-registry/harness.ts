import type { InstallationCheck, InstallationRegistry } from '@loyalty-programs/core';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `InstallationRegistry`. */
export interface InstallationRegistryHarness extends Harness {
  readonly registry: InstallationRegistry;
  /** Answers from what the registry holds: the only way to see it. */
  readonly installationCheck: InstallationCheck;
}
