import type { Checks } from '../check.js';
import { cursorChecks } from './cursors.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { tellingChecks } from './telling.js';

/** Everything that the port `ProgramEventFeed` demands. */
export const programEventFeedChecks = {
  ...tellingChecks,
  ...cursorChecks,
} as const satisfies Checks<ProgramEventFeedHarness>;

export type ProgramEventFeedCheck = keyof typeof programEventFeedChecks;
