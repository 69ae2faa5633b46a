import { answerFaults } from './answers.js';
import type { InstallationCheckFault } from './fault.js';
import { promiseFaults } from './promises.js';

/** Each is the check in memory with one fault. */
export const installationCheckFaults: Readonly<Record<string, InstallationCheckFault>> = {
  ...answerFaults,
  ...promiseFaults,
};
