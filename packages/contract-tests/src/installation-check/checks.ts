import type { Checks } from '../check.js';
import { answerChecks } from './answers.js';
import type { InstallationCheckHarness } from './harness.js';
import { promiseChecks } from './promises.js';

/** Everything that the port `InstallationCheck` demands. */
export const installationCheckChecks = {
  ...answerChecks,
  ...promiseChecks,
} as const satisfies Checks<InstallationCheckHarness>;

export type InstallationCheckCheck = keyof typeof installationCheckChecks;
