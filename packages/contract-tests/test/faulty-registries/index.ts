import type { InstallationRegistryFault } from './fault.js';
import { listingFaults } from './listing.js';
import { ownerFaults } from './owners.js';
import { promiseFaults } from './promises.js';
import { recordingFaults } from './recording.js';

/** Each is the registry in memory with one fault. */
export const installationRegistryFaults: Readonly<Record<string, InstallationRegistryFault>> = {
  ...recordingFaults,
  ...listingFaults,
  ...ownerFaults,
  ...promiseFaults,
};
