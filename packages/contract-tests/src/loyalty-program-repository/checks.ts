import type { Checks } from '../check.js';
import { anyHistoryChecks } from './any-history.js';
import { batchChecks } from './batches.js';
import { conflictChecks } from './conflicts.js';
import { erasingChecks } from './erasing.js';
import type { LoyaltyProgramRepositoryHarness } from './harness.js';
import { independenceChecks } from './independence.js';
import { keepingChecks } from './keeping.js';
import { outageChecks } from './outages.js';
import { raceChecks } from './races.js';
import { siteChecks } from './sites.js';
import { tellingChecks } from './telling.js';

/** Everything that the port `LoyaltyProgramRepository` demands. */
export const loyaltyProgramRepositoryChecks = {
  ...keepingChecks,
  ...anyHistoryChecks,
  ...conflictChecks,
  ...raceChecks,
  ...batchChecks,
  ...siteChecks,
  ...tellingChecks,
  ...erasingChecks,
  ...independenceChecks,
  ...outageChecks,
} as const satisfies Checks<LoyaltyProgramRepositoryHarness>;

export type LoyaltyProgramRepositoryCheck = keyof typeof loyaltyProgramRepositoryChecks;
