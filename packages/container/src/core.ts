import { createInstallations, createLoyaltyPrograms } from '@loyalty-programs/core';
import { ContainerModule } from 'inversify';
import { TOKENS } from './tokens.js';

/**
 * Binds the use cases, each once: resolve them at the start of a process and keep them. The ports that they
 * need come from the module of an adapter; the clock from `systemClockModule` or from the host.
 */
export const coreModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.LoyaltyPrograms)
    .toResolvedValue(
      (repository, installationCheck, clock) =>
        createLoyaltyPrograms({ repository, installationCheck, clock }),
      [TOKENS.LoyaltyProgramRepository, TOKENS.InstallationCheck, TOKENS.Clock],
    )
    .inSingletonScope();
  bind(TOKENS.Installations)
    .toResolvedValue(
      (registry, installationCheck, programs, clock) =>
        createInstallations({ registry, installationCheck, programs, clock }),
      [TOKENS.InstallationRegistry, TOKENS.InstallationCheck, TOKENS.LoyaltyPrograms, TOKENS.Clock],
    )
    .inSingletonScope();
});

/** Binds the clock of the machine. */
export const systemClockModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Clock).toConstantValue({ now: () => Date.now() });
});
