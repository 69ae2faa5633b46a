import { type Result, err, ok } from 'neverthrow';
import { type SiteId, parseSiteId } from '../values/identifiers.js';
import { type Installation, type Installed, NOT_INSTALLED } from '../installation/installation.js';
import { untouchedDraft } from '../program/fields.js';
import type { LoyaltyProgram } from '../program/loyalty-program.js';
import type { Clock } from '../ports/clock.js';
import type { InstallationCheck, InstallationCheckUnavailable } from '../ports/installations.js';
import type { RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import type { UsedRepository } from './contain-ports.js';
import type {
  AbortSignalLike,
  Cancelled,
  LoyaltyNotInstalled,
  LoyaltyProgramView,
} from './loyalty-programs.js';

/** What the use cases call; none of it throws or rejects. */
export interface Ports {
  readonly repository: UsedRepository;
  readonly installationCheck: InstallationCheck;
  readonly clock: Clock;
}

/** A program and what is installed on its site, read at one time. */
export interface SiteState {
  readonly program: LoyaltyProgram;
  readonly installation: Installation;
}

export interface InstalledSiteState extends SiteState {
  readonly installation: Installed;
}

export type ReadError = RepositoryUnavailable | InstallationCheckUnavailable | Cancelled;

/** Callers in JavaScript pass anything: what is no site id names no site. */
export const isSiteId = (siteId: unknown): siteId is SiteId => parseSiteId(siteId).isOk();

export const programOrDraft = (
  siteId: SiteId,
  stored: LoyaltyProgram | undefined,
  installation: Installation,
): LoyaltyProgram => stored ?? untouchedDraft(siteId, installation.installed ? installation.since : 0);

/** Reads program and installation beside each other. */
export const readSite = async (
  { repository, installationCheck }: Ports,
  siteId: SiteId,
  signal: AbortSignalLike | undefined,
): Promise<Result<SiteState, ReadError>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  if (!isSiteId(siteId)) return ok({ installation: NOT_INSTALLED, program: untouchedDraft(siteId, 0) });
  const [installation, stored] = await Promise.all([
    installationCheck.check(siteId),
    repository.find(siteId),
  ]);
  if (installation.isErr()) return err(installation.error);
  if (stored.isErr()) return err(stored.error);
  return ok({
    installation: installation.value,
    program: programOrDraft(siteId, stored.value, installation.value),
  });
};

/** The same for a site that has to have loyalty installed. */
export const readInstalledSite = async (
  ports: Ports,
  siteId: SiteId,
  signal: AbortSignalLike | undefined,
): Promise<Result<InstalledSiteState, ReadError | LoyaltyNotInstalled>> => {
  const site = await readSite(ports, siteId, signal);
  if (site.isErr()) return err(site.error);
  const { program, installation } = site.value;
  return installation.installed
    ? ok({ program, installation })
    : err({ type: 'LoyaltyNotInstalled', siteId });
};

export const viewOf = (program: LoyaltyProgram, installation: Installed): LoyaltyProgramView => ({
  ...program,
  premiumFeatures: installation.premiumFeatures,
});
