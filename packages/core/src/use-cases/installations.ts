import { type Result, ResultAsync, err, okAsync } from 'neverthrow';
import { type InvalidInput, invalidInput } from '../program/errors.js';
import type { SiteId } from '../values/identifiers.js';
import type { Installation, Installed } from '../installation/installation.js';
import { type InstallationInput, parseInstallationInput } from '../installation/installation-input.js';
import type { Clock } from '../ports/clock.js';
import type { InstallationCheck, InstallationCheckUnavailable } from '../ports/installation-check.js';
import type {
  InstallationRegistry,
  InstallationRegistryUnavailable,
} from '../ports/installation-registry.js';
import type { CallError, OutcomeUnknown } from './errors.js';
import type { LoyaltyPrograms, Unchecked } from './loyalty-programs.js';

export interface UninstallOptions {
  /** Erase the program and its history for good; else they come back with the next installation. */
  readonly erase?: boolean;
}

/** Keeps the registry of installations, for hosts that have no other system that knows them. */
export interface Installations {
  /** Installs loyalty on the site, or records anew what is installed beside it. */
  install(
    siteId: SiteId,
    input: InstallationInput | Unchecked,
  ): ResultAsync<Installed, InvalidInput | InstallationRegistryUnavailable>;

  get(siteId: SiteId): ResultAsync<Installation, InstallationCheckUnavailable>;

  /** The same for many sites at once, with one entry for each. */
  getMany(
    siteIds: readonly SiteId[],
  ): ResultAsync<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>;

  /**
   * Uninstalls loyalty from the site. No error where it is not installed. If erasing fails the site is
   * uninstalled already, and the call can be repeated.
   */
  uninstall(
    siteId: SiteId,
    options?: UninstallOptions,
  ): ResultAsync<void, InstallationRegistryUnavailable | CallError | OutcomeUnknown>;
}

/** What a host supplies to keep installations. */
export interface InstallationPorts {
  readonly registry: InstallationRegistry;
  /** Answers from what the registry holds. */
  readonly installationCheck: InstallationCheck;
  /** Erases programs in their turn among other changes. */
  readonly programs: Pick<LoyaltyPrograms, 'erase'>;
  readonly clock: Clock;
}

const install = async (
  { registry, clock }: InstallationPorts,
  siteId: SiteId,
  raw: unknown,
): Promise<Result<Installed, InvalidInput | InstallationRegistryUnavailable>> => {
  const details = parseInstallationInput(raw).mapErr(invalidInput);
  if (details.isErr()) return err(details.error);
  return registry.register(siteId, { installed: true, since: clock.now(), ...details.value });
};

const uninstall = (
  { registry, programs }: InstallationPorts,
  siteId: SiteId,
  { erase = false }: UninstallOptions,
): ReturnType<Installations['uninstall']> =>
  new ResultAsync(registry.remove(siteId)).andThen(() =>
    erase ? programs.erase(siteId) : okAsync(undefined),
  );

/** The registry of installations, carried out here on the ports that the host supplies. */
export const createInstallations = (ports: InstallationPorts): Installations => ({
  install: (siteId, input) =>
    new ResultAsync(install(ports, siteId, 'unchecked' in input ? input.unchecked : input)),
  get: (siteId) => new ResultAsync(ports.installationCheck.check(siteId)),
  getMany: (siteIds) => new ResultAsync(ports.installationCheck.checkMany(siteIds)),
  uninstall: (siteId, options = {}) => uninstall(ports, siteId, options),
});
