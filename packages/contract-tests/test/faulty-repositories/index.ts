import { batchFaults } from './batches.js';
import { erasingFaults } from './erasing.js';
import type { RepositoryFault } from './fault.js';
import { independenceFaults } from './independence.js';
import { keepingFaults } from './keeping.js';
import { outageFaults } from './outages.js';
import { savingFaults } from './saving.js';
import { siteFaults } from './sites.js';
import { tellingFaults } from './telling.js';
import { traceFaults } from './traces.js';

/** Each is the repository in memory with one fault. */
export const repositoryFaults: Readonly<Record<string, RepositoryFault>> = {
  ...savingFaults,
  ...traceFaults,
  ...batchFaults,
  ...keepingFaults,
  ...siteFaults,
  ...tellingFaults,
  ...erasingFaults,
  ...independenceFaults,
  ...outageFaults,
};
