import type { Checks } from '../check.js';
import type { ConsumerStoreHarness } from './harness.js';
import { leaseChecks } from './leases.js';
import { progressChecks } from './progress.js';

/** Everything that the port `ConsumerStore` demands. */
export const consumerStoreChecks = {
  ...leaseChecks,
  ...progressChecks,
} as const satisfies Checks<ConsumerStoreHarness>;

export type ConsumerStoreCheck = keyof typeof consumerStoreChecks;
