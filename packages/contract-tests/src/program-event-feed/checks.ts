import type { Checks } from '../check.js';
import { cursorChecks } from './cursors.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { deliveryChecks } from './delivery.js';

/** Everything that the port `ProgramEventFeed` demands. */
export const programEventFeedChecks = {
  ...deliveryChecks,
  ...cursorChecks,
} as const satisfies Checks<ProgramEventFeedHarness>;

export type ProgramEventFeedCheck = keyof typeof programEventFeedChecks;
