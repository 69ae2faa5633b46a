// The suites.
export {
  type Check,
  type Checks,
  type Disposing,
  type Harness,
  type MakeHarness,
  runCheck,
} from './check.js';
export { type ConsumerStoreCheck, consumerStoreChecks } from './consumer-store/checks.js';
export type { ConsumerStoreHarness } from './consumer-store/harness.js';
export { type InstallationCheckCheck, installationCheckChecks } from './installation-check/checks.js';
export type { InstallationCheckHarness } from './installation-check/harness.js';
export {
  type InstallationRegistryCheck,
  installationRegistryChecks,
} from './installation-registry/checks.js';
export type { InstallationRegistryHarness } from './installation-registry/harness.js';
export {
  type LoyaltyProgramRepositoryCheck,
  loyaltyProgramRepositoryChecks,
} from './loyalty-program-repository/checks.js';
export type { LoyaltyProgramRepositoryHarness } from './loyalty-program-repository/harness.js';
export { type ProgramEventFeedCheck, programEventFeedChecks } from './program-event-feed/checks.js';
export type { ProgramEventFeedHarness } from './program-event-feed/harness.js';
export { type SiteDirectoryCheck, siteDirectoryChecks } from './site-directory/checks.js';
export type { SiteDirectoryHarness } from './site-directory/harness.js';
export { sitesIn } from './site-directory/sites-in.js';
export { type KeyStoreCheck, keyStoreChecks } from './key-store/checks.js';
export type { KeyStoreHarness } from './key-store/harness.js';
export { type SessionStoreCheck, sessionStoreChecks } from './session-store/checks.js';
export type { SessionStoreHarness } from './session-store/harness.js';
export { type LoyaltyProgramsCheck, loyaltyProgramsChecks } from './loyalty-programs/checks.js';
export type { LoyaltyProgramsHarness } from './loyalty-programs/harness.js';

// What their examples are made of.
export * from './arbitraries/index.js';
export {
  INSTALLED_ON,
  type ProgramTraits,
  aBareInstallation,
  aContext,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  anInstallation,
  uniqueSiteId,
} from './builders.js';
export { type Operation, asked } from './operations.js';
