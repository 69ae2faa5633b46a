import {
  type Clock,
  createLoyalty,
  type InstallationCheck,
  type InstallationRegistry,
  type Installations,
  type LoyaltyProgramRepository,
  type LoyaltyPrograms,
  type ProgramEventFeed,
  type RemoteError,
} from '@loyalty-programs/core';
import type { EventRetention, FeedSignal, SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import type { KeyStore, SessionStore } from '@loyalty-programs/core/access';
import { ContainerModule, type ServiceIdentifier } from 'inversify';

/** Registered symbols, so that two copies of this package in one process agree on them. */
const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`@loyalty-programs/${name}`);

/** The tokens under which a container resolves the parts of loyalty programs. */
export const TOKENS = {
  /** The operations of loyalty programs, carried out here or by a remote service. */
  LoyaltyPrograms: token<LoyaltyPrograms<RemoteError>>('LoyaltyPrograms'),
  /** The registry of installations as use cases. */
  Installations: token<Installations>('Installations'),
  LoyaltyProgramRepository: token<LoyaltyProgramRepository>('LoyaltyProgramRepository'),
  ProgramEventFeed: token<ProgramEventFeed>('ProgramEventFeed'),
  /** Optional: not every store can wake the readers of its feed. */
  FeedSignal: token<FeedSignal>('FeedSignal'),
  EventRetention: token<EventRetention>('EventRetention'),
  InstallationCheck: token<InstallationCheck>('InstallationCheck'),
  InstallationRegistry: token<InstallationRegistry>('InstallationRegistry'),
  SiteDirectory: token<SiteDirectory>('SiteDirectory'),
  /** The keys that are made while a service runs. */
  KeyStore: token<KeyStore>('KeyStore'),
  /** The sessions of people, and the links that begin them. */
  SessionStore: token<SessionStore>('SessionStore'),
  Clock: token<Clock>('Clock'),
} as const;

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
