import type { ResultAsync } from 'neverthrow';
import type { InvalidInput, PreconditionsNotMet, StatusTransitionNotAllowed } from '../program/errors.js';
import type { AccountId, SiteId } from '../values/identifiers.js';
import type { PremiumFeatures } from '../installation/installation.js';
import type { LoyaltyProgram } from '../program/loyalty-program.js';
import type { OperationAnswers } from '../program/member-operations.js';
import type { Readiness } from '../program/preconditions.js';
import type { ProgramEvent } from '../program/program-event.js';
import type { ProgramUpdateInput } from '../program/program-update.js';
import type { CallOptions, ChangeOptions } from './call-options.js';
import type { CallError, ChangeError, OutcomeUnknown, QueryError } from './errors.js';

/** A program as hosts see it: with the premium features of its site's plan beside it. */
export interface LoyaltyProgramView extends LoyaltyProgram {
  readonly premiumFeatures: PremiumFeatures;
}

/** Input from outside that claims to be a `T` and was not looked at so far. It is parsed like any other. */
export interface Unchecked {
  readonly unchecked: unknown;
}

export interface BulkGetOptions extends CallOptions {
  /** Only programs of sites that belong to this account. */
  readonly accountId?: AccountId;
}

export interface HistoryOptions extends CallOptions {
  /** Only events after this revision; 0, the default, is from the start. */
  readonly afterRevision?: number;
  /** The events of at most so many revisions, 1–1,000; 100 by default. */
  readonly limit?: number;
}

/**
 * All operations of loyalty programs, whether they are carried out here or by a remote service.
 *
 * Every operation that changes a program is idempotent: repeated, it finds nothing to do and succeeds with the
 * program as it is. Without `expectedRevision`, changes of independent values never undo each other.
 */
export interface LoyaltyPrograms {
  /** The program of a site; before its first change that is an untouched draft. */
  get(siteId: SiteId, options?: CallOptions): ResultAsync<LoyaltyProgramView, QueryError>;

  /** The programs of those of the sites that have loyalty installed, in the order asked, each once. */
  bulkGet(
    siteIds: readonly SiteId[],
    options?: BulkGetOptions,
  ): ResultAsync<readonly LoyaltyProgramView[], CallError>;

  /**
   * Changes name, point definition or expiration settings. All violations are reported at once, and with any
   * of them nothing changes.
   */
  update(
    siteId: SiteId,
    input: ProgramUpdateInput | Unchecked,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, InvalidInput | ChangeError>;

  /** Makes the program ACTIVE. It needs a name and the site a compatible app. */
  activate(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, PreconditionsNotMet | ChangeError>;

  /** Makes an ACTIVE program PAUSED. */
  pause(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, StatusTransitionNotAllowed | ChangeError>;

  /** Lets points expire. The plan of the site needs the premium feature. */
  enablePointsExpiration(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, PreconditionsNotMet | ChangeError>;

  /** Keeps points from expiring. The settings stay. */
  disablePointsExpiration(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, ChangeError>;

  /** What the plan of the site entitles it to. */
  premiumFeatures(siteId: SiteId, options?: CallOptions): ResultAsync<PremiumFeatures, QueryError>;

  /** What activation and points expiration still lack; answers for sites without loyalty too. */
  readiness(siteId: SiteId, options?: CallOptions): ResultAsync<Readiness, CallError>;

  /** What customers and owner may do now, and why not; answers for sites without loyalty too. */
  operations(siteId: SiteId, options?: CallOptions): ResultAsync<OperationAnswers, CallError>;

  /** What happened to the program, in order. Read on from the last revision until nothing comes. */
  history(
    siteId: SiteId,
    options?: HistoryOptions,
  ): ResultAsync<readonly ProgramEvent[], InvalidInput | QueryError>;

  /**
   * Removes program and history for good, whether loyalty is installed or not. A site that has it installed
   * starts anew with an untouched draft.
   */
  erase(siteId: SiteId, options?: CallOptions): ResultAsync<void, CallError | OutcomeUnknown>;
}
