import type { Checks } from '../check.js';
import { cursorChecks } from './cursors.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { deliveryChecks } from './delivery.js';
import { siteChecks } from './sites.js';

/** Everything that the port `ProgramEventFeed` demands. */
export const programEventFeedChecks = {
  ...deliveryChecks,
  ...cursorChecks,
  ...siteChecks,
} as const satisfies Checks<ProgramEventFeedHarness>;

export type ProgramEventFeedCheck = keyof typeof programEventFeedChecks;
