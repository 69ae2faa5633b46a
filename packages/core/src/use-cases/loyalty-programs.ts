import type { ResultAsync } from 'neverthrow';
import type { PremiumFeatures } from '../installation/installation.js';
import type { InstallationCheckUnavailable } from '../ports/installations.js';
import type {
  HistoryPruned,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from '../ports/loyalty-program-repository.js';
import type { OperationAnswers } from '../program/allowed-operations.js';
import type {
  Described,
  InvalidInput,
  PreconditionsNotMet,
  StatusTransitionNotAllowed,
} from '../program/errors.js';
import type { ProgramEvent } from '../program/events.js';
import type { ProgramUpdateInput } from '../program/fields.js';
import type { LoyaltyProgram } from '../program/loyalty-program.js';
import type { Readiness } from '../program/preconditions.js';
import type { AccountId, Actor, RequestId, SiteId } from '../values/identifiers.js';
import type { Strictness } from '../program/update.js';

/** The loyalty app is not installed on the site. */
export interface LoyaltyNotInstalled extends Described {
  readonly type: 'LoyaltyNotInstalled';
  readonly siteId: SiteId;
}

/** Others changed the program each time between reading and saving; nothing was changed. Try again later. */
export interface TooMuchContention extends Described {
  readonly type: 'TooMuchContention';
  readonly siteId: SiteId;
  /** How often the change was tried. */
  readonly attempts: number;
}

/** The caller's signal ended the call before anything was done. */
export interface Cancelled extends Described {
  readonly type: 'Cancelled';
}

/**
 * The change was sent to where it is stored, and no answer came: it may or may not have taken place. Read the
 * program before repeating the change, which could undo a later change by another caller.
 */
export interface OutcomeUnknown extends Described {
  readonly type: 'OutcomeUnknown';
  /** What is known of the reason, for logs. */
  readonly cause?: unknown;
}

/**
 * What a change amounts to that the store did not confirm. As the error of a use case, `RepositoryUnavailable` always
 * means that nothing was changed.
 */
export const unconfirmed = ({
  cause,
  notDone,
}: RepositoryUnavailable): RepositoryUnavailable | OutcomeUnknown => ({
  type: notDone === true ? 'RepositoryUnavailable' : 'OutcomeUnknown',
  cause,
});

/** The remote service does not accept the caller's credentials. */
export interface Unauthenticated extends Described {
  readonly type: 'Unauthenticated';
}

/** The caller may not do this, or not on this site. */
export interface PermissionDenied extends Described {
  readonly type: 'PermissionDenied';
}

/** The remote service can't be reached, or not now. */
export interface Unavailable extends Described {
  readonly type: 'Unavailable';
  /** Seconds until a retry may succeed, if the service reports it. */
  readonly retryAfter?: number;
  /** What is known of the reason, for logs. */
  readonly cause?: unknown;
}

/** What only a call of a remote service can meet. */
export type RemoteError = Unauthenticated | PermissionDenied | Unavailable;

/** What any call can meet. */
export type CallError = RepositoryUnavailable | InstallationCheckUnavailable | Cancelled;

/** What any call about the program of one site can meet. */
export type QueryError = LoyaltyNotInstalled | CallError;

/** What any call that changes a program can meet. */
export type ChangeError = QueryError | RevisionConflict | TooMuchContention | OutcomeUnknown | Rejected;

/** A program as hosts see it: with the premium features of its site's plan beside it. */
export interface LoyaltyProgramView extends LoyaltyProgram {
  readonly premiumFeatures: PremiumFeatures;
}

/** Unvalidated input, such as a request body. It is parsed like any other. */
export interface Unvalidated {
  readonly unvalidated: unknown;
}

/** The part of the web's `AbortSignal` that is used here; an `AbortSignal` fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  /** If aborted before the work begins or between two attempts, the call ends with `Cancelled`. */
  readonly signal?: AbortSignalLike;
}

/** Where a change comes from, recorded with its events. A remote service records its own caller and request. */
export interface Attribution {
  /** Who makes the change. */
  readonly actor?: Actor;
  /** The request that causes it, as the host's logs name it. */
  readonly causedBy?: RequestId;
}

export interface ChangeOptions extends CallOptions, Attribution {
  /** Change the program only if it is at this revision; without it, independent changes are merged. */
  readonly expectedRevision?: number;
}

export interface EraseOptions extends CallOptions, Attribution {}

export interface UpdateOptions extends ChangeOptions, Strictness {}

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
 * All operations of loyalty programs, carried out here or by a remote service. `Remote` is what only a remote one can
 * end with: `never` here, `RemoteError` over HTTP. Code that takes `LoyaltyPrograms<RemoteError>` works with both.
 *
 * No operation throws or rejects, whatever it is passed. A malformed site id counts as a site without loyalty, and
 * `null` in place of the options as none. What a port throws against its contract is reported as if it had answered
 * that it is unavailable.
 *
 * Every operation that changes a program is idempotent: repeated, it finds nothing to do and succeeds with the
 * program as it is. Without `expectedRevision`, changes of independent values never undo each other.
 */
export interface LoyaltyPrograms<Remote = never> {
  /** The program of a site; before its first change that is an untouched draft. */
  get(siteId: SiteId, options?: CallOptions): ResultAsync<LoyaltyProgramView, QueryError | Remote>;

  /** The programs of those of the sites that have loyalty installed, in the requested order, each once. */
  bulkGet(
    siteIds: readonly SiteId[],
    options?: BulkGetOptions,
  ): ResultAsync<readonly LoyaltyProgramView[], CallError | Remote>;

  /**
   * Changes name, point definition or expiration settings. All violations are reported at once, and with any
   * of them nothing changes.
   */
  update(
    siteId: SiteId,
    input: ProgramUpdateInput | Unvalidated,
    options?: UpdateOptions,
  ): ResultAsync<LoyaltyProgramView, InvalidInput | ChangeError | Remote>;

  /** Makes the program ACTIVE. It needs a name and the site a compatible app. */
  activate(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, PreconditionsNotMet | ChangeError | Remote>;

  /** Makes an ACTIVE program PAUSED. */
  pause(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, StatusTransitionNotAllowed | ChangeError | Remote>;

  /** Lets points expire. The plan of the site needs the premium feature. */
  enablePointsExpiration(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, PreconditionsNotMet | ChangeError | Remote>;

  /** Keeps points from expiring. The settings stay. */
  disablePointsExpiration(
    siteId: SiteId,
    options?: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, ChangeError | Remote>;

  /** What the plan of the site entitles it to. */
  premiumFeatures(siteId: SiteId, options?: CallOptions): ResultAsync<PremiumFeatures, QueryError | Remote>;

  /** What activation and points expiration still lack; answers for sites without loyalty too. */
  readiness(siteId: SiteId, options?: CallOptions): ResultAsync<Readiness, CallError | Remote>;

  /** What customers and owner may do now, and why not; answers for sites without loyalty too. */
  operations(siteId: SiteId, options?: CallOptions): ResultAsync<OperationAnswers, CallError | Remote>;

  /** What happened to the program, in order. Read on from the last revision until nothing comes. */
  history(
    siteId: SiteId,
    options?: HistoryOptions,
  ): ResultAsync<readonly ProgramEvent[], InvalidInput | HistoryPruned | QueryError | Remote>;

  /**
   * Removes program and history for good, whether loyalty is installed or not. A site that has it installed
   * starts again with an untouched draft.
   */
  erase(siteId: SiteId, options?: EraseOptions): ResultAsync<void, CallError | OutcomeUnknown | Remote>;
}
