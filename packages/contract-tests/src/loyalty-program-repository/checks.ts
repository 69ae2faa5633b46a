import type { Checks } from '../check.js';
import { anyHistoryChecks } from './any-history.js';
import { batchChecks } from './batches.js';
import { conflictChecks } from './conflicts.js';
import { erasingChecks } from './erasing.js';
import type { LoyaltyProgramRepositoryHarness } from './harness.js';
import { independenceChecks } from './independence.js';
import { roundTripChecks } from './round-trip.js';
import { outageChecks } from './outages.js';
import { raceChecks } from './races.js';
import { siteChecks } from './sites.js';
import { historyChecks } from './history.js';
import { pastChecks } from './past.js';

/** Everything that the port `LoyaltyProgramRepository` demands. */
export const loyaltyProgramRepositoryChecks = {
  ...roundTripChecks,
  ...anyHistoryChecks,
  ...conflictChecks,
  ...raceChecks,
  ...batchChecks,
  ...siteChecks,
  ...historyChecks,
  ...pastChecks,
  ...erasingChecks,
  ...independenceChecks,
  ...outageChecks,
} as const satisfies Checks<LoyaltyProgramRepositoryHarness>;

export type LoyaltyProgramRepositoryCheck = keyof typeof loyaltyProgramRepositoryChecks;
