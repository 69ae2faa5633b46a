import type { Clock } from '../ports/clock.js';
import type { InstallationCheck, InstallationRegistry } from '../ports/installations.js';
import type { LoyaltyProgramRepository } from '../ports/loyalty-program-repository.js';
import { containCheck, containRegistry, containRepository } from './contain-ports.js';
import { createLoyaltyPrograms } from './create-loyalty-programs.js';
import { type Installations, createInstallations } from './installations.js';
import type { LoyaltyPrograms } from './loyalty-programs.js';

/** The clock of the machine. */
const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

interface CommonPorts {
  readonly repository: LoyaltyProgramRepository;
  /** The machine's, unless another one is given. */
  readonly clock?: Clock;
}

/** What a host supplies that records installations in a registry of its own. */
export type LoyaltyPorts = CommonPorts &
  (
    | {
        /** The registry, and the check that answers from it. */
        readonly installations: InstallationCheck & InstallationRegistry;
        readonly installationCheck?: undefined;
      }
    | {
        readonly installations: InstallationRegistry;
        /** Answers from what the registry holds: a check that batches, say. */
        readonly installationCheck: InstallationCheck;
      }
  );

/** What a host supplies that manages installations elsewhere. */
export interface LoyaltyProgramsPorts extends CommonPorts {
  readonly installationCheck: InstallationCheck;
}

/** The operations of loyalty programs and the registry of installations, on the ports of one host. */
export interface Loyalty {
  readonly programs: LoyaltyPrograms;
  readonly installations: Installations;
}

/**
 * Makes the operations of loyalty programs on the ports that the host supplies; with a registry, its operations too.
 *
 * Changes of one site queue up within the object, so make one for each store and keep it. Between processes the
 * revision decides.
 */
export function createLoyalty(ports: LoyaltyPorts): Loyalty;
export function createLoyalty(ports: LoyaltyProgramsPorts): Pick<Loyalty, 'programs'>;
export function createLoyalty(
  ports: LoyaltyPorts | LoyaltyProgramsPorts,
): Loyalty | Pick<Loyalty, 'programs'> {
  const { repository, clock = SYSTEM_CLOCK } = ports;
  const installationCheck = containCheck(ports.installationCheck ?? ports.installations);
  const programs = createLoyaltyPrograms({
    repository: containRepository(repository),
    installationCheck,
    clock,
  });
  if (!('installations' in ports)) return { programs };
  const registry = containRegistry(ports.installations);
  return { programs, installations: createInstallations({ registry, installationCheck, programs, clock }) };
}
