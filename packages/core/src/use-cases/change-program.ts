import { err, ok, type Result } from 'neverthrow';
import { type Installation, type Installed, NOT_INSTALLED } from '../installation/installation.js';
import type { Clock } from '../ports/clock.js';
import type { InstallationCheck, InstallationCheckUnavailable } from '../ports/installations.js';
import type { RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import { type Change, type ChangeContext, isNoChange } from '../program/change.js';
import { untouchedDraft } from '../program/fields.js';
import type { LoyaltyProgram } from '../program/loyalty-program.js';
import { parseActor, parseRequestId, parseSiteId, type SiteId } from '../values/identifiers.js';
import type { UsedRepository } from './contain-ports.js';
import {
  type AbortSignalLike,
  type Attribution,
  type CallError,
  type Cancelled,
  type ChangeError,
  type ChangeOptions,
  type EraseOptions,
  type LoyaltyNotInstalled,
  type LoyaltyProgramView,
  type OutcomeUnknown,
  unconfirmed,
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

type ReadError = RepositoryUnavailable | InstallationCheckUnavailable | Cancelled;

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

/** Lets tasks of one site run one after the other, and tasks of different sites beside each other. */
export class SiteQueue {
  readonly #last = new Map<SiteId, Promise<void>>();

  async run<T>(siteId: SiteId, task: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(siteId);
    const { promise: mine, resolve: done } = withResolver();
    this.#last.set(siteId, mine);
    try {
      await previous;
      return await task();
    } finally {
      if (this.#last.get(siteId) === mine) this.#last.delete(siteId);
      done();
    }
  }
}

const withResolver = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};

/** How often a change is tried again after another process was faster. */
export const MAX_RETRIES = 10;

/** What an operation of the model says to a program as it is now. */
export type Decision<E> = (site: InstalledSiteState, context: ChangeContext) => Result<Change, E>;

/** The context of a change. An invalid actor or request id, as a caller in JavaScript may pass, counts as unknown. */
export const contextOf = (clock: Clock, { actor, causedBy }: Attribution): ChangeContext => ({
  now: clock.now(),
  actor: actor === undefined ? null : parseActor(actor).unwrapOr(null),
  causedBy: causedBy === undefined ? null : parseRequestId(causedBy).unwrapOr(null),
});

/** One try: read, decide, save. `undefined`: another process was faster, and a fresh try may succeed. */
const tryOnce = async <E>(
  ports: Ports,
  siteId: SiteId,
  decide: Decision<E>,
  options: ChangeOptions,
): Promise<Result<LoyaltyProgramView, E | ChangeError> | undefined> => {
  const { expectedRevision, signal } = options;
  const site = await readInstalledSite(ports, siteId, signal);
  if (site.isErr()) return err(site.error);
  const { program, installation } = site.value;

  const decision = decide(site.value, contextOf(ports.clock, options));
  // Decided before any revision check: a repeated conditional change is idempotent too.
  if (decision.isOk() && isNoChange(decision.value)) return ok(viewOf(program, installation));
  if (expectedRevision !== undefined && expectedRevision !== program.revision) {
    return err({ type: 'RevisionConflict', siteId, expectedRevision, actualRevision: program.revision });
  }
  if (decision.isErr()) return err(decision.error);

  const saved = await ports.repository.save(decision.value);
  if (saved.isOk()) return ok(viewOf(saved.value, installation));
  const { error } = saved;
  if (error.type === 'RevisionConflict') return undefined;
  return err(error.type === 'Rejected' ? error : unconfirmed(error));
};

/** Carries a decision out, from fresh reads as long as other processes are faster. */
export const changeProgram = async <E>(
  ports: Ports,
  siteId: SiteId,
  decide: Decision<E>,
  options: ChangeOptions,
): Promise<Result<LoyaltyProgramView, E | ChangeError>> => {
  for (let attempt = 0; attempt <= MAX_RETRIES; attempt += 1) {
    const outcome = await tryOnce(ports, siteId, decide, options);
    if (outcome !== undefined) return outcome;
  }
  return err({ type: 'TooMuchContention', siteId, attempts: MAX_RETRIES + 1 });
};

/** Removes what is stored of a site. */
export const eraseProgram = async (
  { repository, clock }: Ports,
  siteId: SiteId,
  options: EraseOptions,
): Promise<Result<void, CallError | OutcomeUnknown>> => {
  if (options.signal?.aborted === true) return err({ type: 'Cancelled' });
  if (!isSiteId(siteId)) return ok(undefined);
  const erased = await repository.erase(siteId, contextOf(clock, options));
  return erased.mapErr(unconfirmed);
};
