import type { SiteId } from '../values/identifiers.js';
import type { InstallationCheckUnavailable } from '../ports/installation-check.js';
import type {
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from '../ports/loyalty-program-repository.js';

/** The loyalty app is not installed on the site. */
export interface LoyaltyNotInstalled {
  readonly type: 'LoyaltyNotInstalled';
  readonly siteId: SiteId;
}

/** Others changed the program each time between reading and saving; nothing was changed. Try again later. */
export interface TooMuchContention {
  readonly type: 'TooMuchContention';
  readonly siteId: SiteId;
  /** How often the change was tried. */
  readonly attempts: number;
}

/** The caller's signal ended the call before anything was done. */
export interface Cancelled {
  readonly type: 'Cancelled';
}

/**
 * The change was sent to where it is stored, and no answer came: it may or may not have taken place. Read the
 * program before repeating the change, which could undo a later one of somebody else.
 */
export interface OutcomeUnknown {
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

/** The remote service does not know the caller. */
export interface Unauthenticated {
  readonly type: 'Unauthenticated';
}

/** The caller may not do this, or not on this site. */
export interface PermissionDenied {
  readonly type: 'PermissionDenied';
}

/** The remote service can't be reached, or not now. */
export interface Unavailable {
  readonly type: 'Unavailable';
  /** How long the service asks to wait, in seconds, where it says so. */
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
