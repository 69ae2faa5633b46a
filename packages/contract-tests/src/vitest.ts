import { describe, it } from 'vitest';
import { type Checks, type Disposing, type MakeHarness, runCheck } from './check.js';
import { consumerStoreChecks } from './consumer-store/checks.js';
import type { ConsumerStoreHarness } from './consumer-store/harness.js';
import { installationCheckChecks } from './installation-check/checks.js';
import type { InstallationCheckHarness } from './installation-check/harness.js';
import { installationRegistryChecks } from './installation-registry/checks.js';
import type { InstallationRegistryHarness } from './installation-registry/harness.js';
import { keyStoreChecks } from './key-store/checks.js';
import type { KeyStoreHarness } from './key-store/harness.js';
import { loyaltyProgramRepositoryChecks } from './loyalty-program-repository/checks.js';
import type { LoyaltyProgramRepositoryHarness } from './loyalty-program-repository/harness.js';
import { loyaltyProgramsChecks } from './loyalty-programs/checks.js';
import type { LoyaltyProgramsHarness } from './loyalty-programs/harness.js';
import { programEventFeedChecks } from './program-event-feed/checks.js';
import type { ProgramEventFeedHarness } from './program-event-feed/harness.js';
import { sessionStoreChecks } from './session-store/checks.js';
import type { SessionStoreHarness } from './session-store/harness.js';
import { siteDirectoryChecks } from './site-directory/checks.js';
import type { SiteDirectoryHarness } from './site-directory/harness.js';

const describeChecks = <H extends Disposing>(
  title: string,
  checks: Checks<H>,
  makeHarness: MakeHarness<H>,
): void => {
  describe(title, () => {
    for (const [demand, check] of Object.entries(checks)) it(demand, () => runCheck(check, makeHarness));
  });
};

/** Registers a test for each demand of `LoyaltyProgramRepository`; `adapter` as in "in memory". */
export const describeLoyaltyProgramRepository = (
  adapter: string,
  makeHarness: MakeHarness<LoyaltyProgramRepositoryHarness>,
): void => {
  describeChecks(`LoyaltyProgramRepository ${adapter}`, loyaltyProgramRepositoryChecks, makeHarness);
};

/** Registers a test for each demand of `ProgramEventFeed`; `adapter` as in "in memory". */
export const describeProgramEventFeed = (
  adapter: string,
  makeHarness: MakeHarness<ProgramEventFeedHarness>,
): void => {
  describeChecks(`ProgramEventFeed ${adapter}`, programEventFeedChecks, makeHarness);
};

/** Registers a test for each demand of `ConsumerStore`; `adapter` as in "in memory". */
export const describeConsumerStore = (
  adapter: string,
  makeHarness: MakeHarness<ConsumerStoreHarness>,
): void => {
  describeChecks(`ConsumerStore ${adapter}`, consumerStoreChecks, makeHarness);
};

/** Registers a test for each demand of `InstallationCheck`; `adapter` as in "in memory". */
export const describeInstallationCheck = (
  adapter: string,
  makeHarness: MakeHarness<InstallationCheckHarness>,
): void => {
  describeChecks(`InstallationCheck ${adapter}`, installationCheckChecks, makeHarness);
};

/** Registers a test for each demand of `InstallationRegistry`; `adapter` as in "in memory". */
export const describeInstallationRegistry = (
  adapter: string,
  makeHarness: MakeHarness<InstallationRegistryHarness>,
): void => {
  describeChecks(`InstallationRegistry ${adapter}`, installationRegistryChecks, makeHarness);
};

/** Registers a test for each demand of `SiteDirectory`; `adapter` as in "in memory". */
export const describeSiteDirectory = (
  adapter: string,
  makeHarness: MakeHarness<SiteDirectoryHarness>,
): void => {
  describeChecks(`SiteDirectory ${adapter}`, siteDirectoryChecks, makeHarness);
};

/** Registers a test for each demand of `KeyStore`; `adapter` as in "in memory". */
export const describeKeyStore = (adapter: string, makeHarness: MakeHarness<KeyStoreHarness>): void => {
  describeChecks(`KeyStore ${adapter}`, keyStoreChecks, makeHarness);
};

/** Registers a test for each demand of `SessionStore`; `adapter` as in "in memory". */
export const describeSessionStore = (
  adapter: string,
  makeHarness: MakeHarness<SessionStoreHarness>,
): void => {
  describeChecks(`SessionStore ${adapter}`, sessionStoreChecks, makeHarness);
};

/** Registers a test for each demand of `LoyaltyPrograms`; `place` as in "here" or "over HTTP". */
export const describeLoyaltyPrograms = (
  place: string,
  makeHarness: MakeHarness<LoyaltyProgramsHarness>,
): void => {
  describeChecks(`LoyaltyPrograms ${place}`, loyaltyProgramsChecks, makeHarness);
};
