import type { Checks } from '../check.js';
import type { InstallationRegistryHarness } from './harness.js';
import { listingChecks } from './listing.js';
import { ownerChecks } from './owners.js';
import { recordingChecks } from './recording.js';

/** Everything that the port `InstallationRegistry` demands. */
export const installationRegistryChecks = {
  ...recordingChecks,
  ...listingChecks,
  ...ownerChecks,
} as const satisfies Checks<InstallationRegistryHarness>;

export type InstallationRegistryCheck = keyof typeof installationRegistryChecks;
