import { createLoyalty, type Installations, type LoyaltyPrograms } from '@loyalty-programs/core';
import { ContainerModule } from 'inversify';
import { TOKENS, token } from './tokens.js';

/** Programs and registry are made together: erasing a program waits for its turn among the changes of its site. */
const LOYALTY = token<{ readonly programs: LoyaltyPrograms; readonly installations?: Installations }>(
  'Loyalty',
);

/**
 * Binds the use cases, each once: resolve them at the start of a process and keep them. The ports that they
 * need come from the module of an adapter; the clock from `systemClockModule` or from the host. Without a registry
 * there are no `Installations`.
 */
export const coreModule = new ContainerModule(({ bind }) => {
  bind(LOYALTY)
    .toDynamicValue((context) => {
      const ports = {
        repository: context.get(TOKENS.LoyaltyProgramRepository),
        installationCheck: context.get(TOKENS.InstallationCheck),
        clock: context.get(TOKENS.Clock),
      };
      const registry = context.get(TOKENS.InstallationRegistry, { optional: true });
      return registry === undefined
        ? createLoyalty(ports)
        : createLoyalty({ ...ports, installations: registry });
    })
    .inSingletonScope();
  bind(TOKENS.LoyaltyPrograms)
    .toDynamicValue((context) => context.get(LOYALTY).programs)
    .inSingletonScope();
  bind(TOKENS.Installations)
    .toDynamicValue((context) => {
      const { installations } = context.get(LOYALTY);
      if (installations === undefined) throw new Error('no InstallationRegistry is bound');
      return installations;
    })
    .inSingletonScope();
});

/** Binds the clock of the machine. */
export const systemClockModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Clock).toConstantValue({ now: () => Date.now() });
});
