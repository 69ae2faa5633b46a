import { type Result, type ResultAsync, err, ok } from 'neverthrow';
import { type InvalidInput, invalidInput } from '../program/errors.js';
import { type SiteId, parseSiteId } from '../values/identifiers.js';
import { type Installation, type Installed, NOT_INSTALLED } from '../installation/installation.js';
import { type InstallationInput, parseInstallationInput } from '../installation/installation-input.js';
import type { Clock } from '../ports/clock.js';
import type {
  InstallationCheck,
  InstallationCheckUnavailable,
  InstallationRegistry,
  InstallationRegistryUnavailable,
  NotOwner,
  OwnerCondition,
} from '../ports/installations.js';
import { checkUnavailable, rawInput, registryUnavailable, settle } from './contain-ports.js';
import type {
  Attribution,
  CallError,
  LoyaltyPrograms,
  OutcomeUnknown,
  Unvalidated,
} from './loyalty-programs.js';
import { contextOf, isSiteId } from './change-program.js';

export interface InstallOptions extends Attribution {
  /** Change the site only if it has this owner; else the call ends with `NotOwner`. */
  readonly onlyIf?: OwnerCondition;
}

export interface UninstallOptions extends InstallOptions {
  /** Erase the program and its history for good; else they come back with the next installation. */
  readonly erase?: boolean;
}

/**
 * Records installations, for hosts without another system for them. No method throws or rejects, whatever it
 * is passed; a malformed site id counts as a site without loyalty.
 */
export interface Installations {
  /** Installs loyalty on the site, or updates what is installed with it. */
  install(
    siteId: SiteId,
    input: InstallationInput | Unvalidated,
    options?: InstallOptions,
  ): ResultAsync<Installed, InvalidInput | InstallationRegistryUnavailable | NotOwner>;

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
  ): ResultAsync<void, InstallationRegistryUnavailable | NotOwner | CallError | OutcomeUnknown>;
}

interface InstallationPorts {
  readonly registry: Pick<InstallationRegistry, 'register' | 'remove'>;
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
  options: InstallOptions,
): Promise<Result<Installed, InvalidInput | InstallationRegistryUnavailable | NotOwner>> => {
  const site = parseSiteId(siteId).mapErr(invalidInput);
  if (site.isErr()) return err(site.error);
  const details = parseInstallationInput(raw).mapErr(invalidInput);
  if (details.isErr()) return err(details.error);
  const context = contextOf(clock, options);
  const installation: Installed = { installed: true, since: context.now, ...details.value };
  return registry.register(site.value, installation, options.onlyIf, context);
};

const getMany = async (
  { installationCheck }: InstallationPorts,
  siteIds: readonly SiteId[],
): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> => {
  const requested = Array.isArray(siteIds) ? Array.from<SiteId>(siteIds) : [];
  const checked = await installationCheck.checkMany(requested.filter(isSiteId));
  if (checked.isErr()) return err(checked.error);
  const known = checked.value;
  return ok(new Map(requested.map((siteId) => [siteId, known.get(siteId) ?? NOT_INSTALLED])));
};

const uninstall = async (
  { registry, programs, clock }: InstallationPorts,
  siteId: SiteId,
  { erase, onlyIf, ...attribution }: UninstallOptions,
): Promise<Result<void, InstallationRegistryUnavailable | NotOwner | CallError | OutcomeUnknown>> => {
  if (!isSiteId(siteId)) return ok(undefined);
  const removed = await registry.remove(siteId, onlyIf, contextOf(clock, attribution));
  if (removed.isErr()) return err(removed.error);
  return erase === true ? programs.erase(siteId, attribution) : ok(undefined);
};

/** An argument threw when it was read. */
const notReached = (cause: unknown): InstallationRegistryUnavailable => ({
  ...registryUnavailable(cause),
  notDone: true,
});

/** The registry of installations, carried out here. */
export const createInstallations = (ports: InstallationPorts): Installations => ({
  install: (siteId, input, options) =>
    settle(() => install(ports, siteId, rawInput(input), options ?? {}), notReached),
  get: (siteId) =>
    settle(
      async () => (isSiteId(siteId) ? ports.installationCheck.check(siteId) : ok(NOT_INSTALLED)),
      checkUnavailable,
    ),
  getMany: (siteIds) => settle(() => getMany(ports, siteIds), checkUnavailable),
  uninstall: (siteId, options) => settle(() => uninstall(ports, siteId, options ?? {}), notReached),
});
