import type {
  Clock,
  InstallationCheck,
  InstallationRegistry,
  Installations,
  LoyaltyProgramRepository,
  LoyaltyPrograms,
  ProgramEventFeed,
  RemoteError,
  SiteDirectory,
} from '@loyalty-programs/core';
import type { ServiceIdentifier } from 'inversify';

/** Registered symbols, so that two copies of this package in one process agree on them. */
export const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`@loyalty-programs/${name}`);

/** Under these a container knows the parts of loyalty programs. */
export const TOKENS = {
  /** The operations of loyalty programs, carried out here or by a remote service. */
  LoyaltyPrograms: token<LoyaltyPrograms<RemoteError>>('LoyaltyPrograms'),
  /** The registry of installations as use cases. */
  Installations: token<Installations>('Installations'),
  LoyaltyProgramRepository: token<LoyaltyProgramRepository>('LoyaltyProgramRepository'),
  ProgramEventFeed: token<ProgramEventFeed>('ProgramEventFeed'),
  InstallationCheck: token<InstallationCheck>('InstallationCheck'),
  InstallationRegistry: token<InstallationRegistry>('InstallationRegistry'),
  SiteDirectory: token<SiteDirectory>('SiteDirectory'),
  Clock: token<Clock>('Clock'),
} as const;
