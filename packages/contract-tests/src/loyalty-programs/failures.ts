import { type Installed, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { aBareInstallation, anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { ABORTED, done, expectError, expectProgram, programOf } from './answers.js';
import { ALL_CALLS, ASKING_CALLS, CALLS_OF_INSTALLED_SITES, CHANGES, each } from './calls.js';
import type { LoyaltyProgramsHarness } from './harness.js';

const SHOP = siteIdOf('shop');

/** A draft with a name: revision 1. */
const named = async (
  { programs, install }: LoyaltyProgramsHarness,
  siteId: SiteId,
  installation: Installed = anInstallation(),
): Promise<void> => {
  await install(siteId, installation);
  await done('update', () => programs.update(siteId, { name: 'Star Club' }));
};

/** Each way in which an operation fails, with its whole error. */
export const failureChecks = {
  'refuses calls that need loyalty on sites without it': async ({ programs, install, uninstall }) => {
    const left = siteIdOf('left');
    await install(left, anInstallation());
    await uninstall(left);
    for (const siteId of [SHOP, left]) {
      for (const [operation, call] of each(CALLS_OF_INSTALLED_SITES)) {
        await expectError(operation, () => call(programs, siteId), { type: 'LoyaltyNotInstalled', siteId });
      }
    }
  },

  'reports every unmet precondition of activation': async ({ programs, install }) => {
    await install(SHOP, aBareInstallation());
    await expectError('activate', () => programs.activate(SHOP), {
      type: 'PreconditionsNotMet',
      unmet: ['NoCompatibleApp', 'NameMissing'],
    });
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    await expectError('activate', () => programs.activate(SHOP), {
      type: 'PreconditionsNotMet',
      unmet: ['NoCompatibleApp'],
    });
  },

  'refuses to activate a program without a name': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    await expectError('activate', () => programs.activate(SHOP), {
      type: 'PreconditionsNotMet',
      unmet: ['NameMissing'],
    });
  },

  'refuses to enable points expiration on a plan without it': async ({ programs, install }) => {
    await install(SHOP, aBareInstallation());
    await expectError('enablePointsExpiration', () => programs.enablePointsExpiration(SHOP), {
      type: 'PreconditionsNotMet',
      unmet: ['PremiumFeatureMissing'],
    });
  },

  'refuses to pause a draft': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    await expectError('pause', () => programs.pause(SHOP), {
      type: 'StatusTransitionNotAllowed',
      operation: 'pause',
      status: 'DRAFT',
    });
  },

  'reports an outage of the store': async (harness) => {
    await named(harness, SHOP);
    await harness.breakStore();
    for (const [operation, call] of each(ASKING_CALLS)) {
      await expectError(operation, () => call(harness.programs, SHOP), { type: 'RepositoryUnavailable' });
    }
  },

  'reports an outage of the installation check': async (harness) => {
    await named(harness, SHOP);
    await harness.breakCheck();
    for (const [operation, call] of each(ASKING_CALLS)) {
      await expectError(operation, () => call(harness.programs, SHOP), {
        type: 'InstallationCheckUnavailable',
      });
    }
  },

  'reports an unknown outcome of a change': async (harness) => {
    await named(harness, SHOP);
    await harness.refuseSaves({ type: 'RepositoryUnavailable' });
    for (const [operation, call] of each(CHANGES)) {
      await expectError(operation, () => call(harness.programs, SHOP), { type: 'OutcomeUnknown' });
      const guarded = { expectedRevision: 1 };
      await expectError(operation, () => call(harness.programs, SHOP, guarded), { type: 'OutcomeUnknown' });
    }
    expectProgram(await programOf(harness, SHOP), SHOP, { revision: 1, name: 'Star Club' });
  },

  'reports an outage when a change was certainly not made': async (harness) => {
    await named(harness, SHOP);
    await harness.refuseSaves({ type: 'RepositoryUnavailable', notDone: true });
    for (const [operation, call] of each(CHANGES)) {
      await expectError(operation, () => call(harness.programs, SHOP), { type: 'RepositoryUnavailable' });
      const guarded = { expectedRevision: 1 };
      await expectError(operation, () => call(harness.programs, SHOP, guarded), {
        type: 'RepositoryUnavailable',
      });
    }
    expectProgram(await programOf(harness, SHOP), SHOP, { revision: 1, name: 'Star Club' });
  },

  'reports an unknown outcome of an erasure': async (harness) => {
    await named(harness, SHOP);
    await harness.breakStore();
    await expectError('erase', () => harness.programs.erase(SHOP), { type: 'OutcomeUnknown' });
  },

  'gives up after losing every race': async (harness) => {
    await named(harness, SHOP);
    await harness.refuseSaves({ type: 'RevisionConflict', siteId: SHOP, expectedRevision: 1 });
    for (const [operation, call] of each(CHANGES)) {
      const expected = { type: 'TooMuchContention', siteId: SHOP, attempts: 11 } as const;
      await expectError(operation, () => call(harness.programs, SHOP), expected);
    }
  },

  'passes on why a store rejected a change': async (harness) => {
    await named(harness, SHOP);
    const rejected = { type: 'Rejected', cause: 'The “club” is closed — 🐚' } as const;
    await harness.refuseSaves(rejected);
    for (const [operation, call] of each(CHANGES)) {
      await expectError(operation, () => call(harness.programs, SHOP), rejected);
    }
  },

  'does nothing if the signal is already aborted': async (harness) => {
    await named(harness, SHOP);
    const options = { signal: ABORTED };
    for (const siteId of [SHOP, siteIdOf('never-heard-of')]) {
      for (const [operation, call] of each(ALL_CALLS)) {
        await expectError(operation, () => call(harness.programs, siteId, options), { type: 'Cancelled' });
      }
    }
    expectProgram(await programOf(harness, SHOP), SHOP, { revision: 1, name: 'Star Club' });
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
