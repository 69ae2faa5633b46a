import { batchFaults } from './batches.js';
import { erasingFaults } from './erasing.js';
import type { RepositoryFault } from './fault.js';
import { independenceFaults } from './independence.js';
import { roundTripFaults } from './round-trip.js';
import { outageFaults } from './outages.js';
import { savingFaults } from './saving.js';
import { siteFaults } from './sites.js';
import { historyFaults } from './history.js';
import { pastFaults } from './past.js';
import { traceFaults } from './traces.js';

/** Each is the repository in memory with one fault. */
export const repositoryFaults: Readonly<Record<string, RepositoryFault>> = {
  ...savingFaults,
  ...traceFaults,
  ...batchFaults,
  ...roundTripFaults,
  ...siteFaults,
  ...historyFaults,
  ...pastFaults,
  ...erasingFaults,
  ...independenceFaults,
  ...outageFaults,
};
