import {
  type Clock,
  createLoyalty,
  type InstallationCheck,
  type InstallationRegistry,
  type Installations,
  type LoyaltyProgramRepository,
  type LoyaltyPrograms,
} from '@loyalty-programs/core';

/** The application over one store, with the ports in reach. */
export interface World {
  readonly name: string;
  readonly repository: LoyaltyProgramRepository;
  readonly installationCheck: InstallationCheck;
  readonly programs: LoyaltyPrograms;
  readonly installations: Installations;
  readonly registry: InstallationRegistry;
}

export const worldOf = (
  name: string,
  ports: {
    readonly repository: LoyaltyProgramRepository;
    readonly installationCheck: InstallationCheck;
    readonly registry: InstallationRegistry;
    readonly clock: Clock;
  },
): World => {
  return { name, ...ports, ...createLoyalty({ ...ports, installations: ports.registry }) };
};
