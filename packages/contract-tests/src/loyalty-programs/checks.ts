import type { Checks } from '../check.js';
import { bulkGetChecks } from './bulk-get.js';
import { failureChecks } from './failures.js';
import type { LoyaltyProgramsHarness } from './harness.js';
import { historyChecks } from './histories.js';
import { invalidUpdateChecks } from './invalid-updates.js';
import { lifecycleChecks } from './lifecycle.js';
import { oddUpdateChecks } from './odd-updates.js';
import { queryChecks } from './queries.js';
import { updateChecks } from './updates.js';

/** Everything that `LoyaltyPrograms` demands, wherever the operations are carried out. */
export const loyaltyProgramsChecks = {
  ...lifecycleChecks,
  ...updateChecks,
  ...invalidUpdateChecks,
  ...oddUpdateChecks,
  ...queryChecks,
  ...bulkGetChecks,
  ...historyChecks,
  ...failureChecks,
} as const satisfies Checks<LoyaltyProgramsHarness>;

export type LoyaltyProgramsCheck = keyof typeof loyaltyProgramsChecks;
