import type { InvalidInput, PreconditionsNotMet, StatusTransitionNotAllowed } from '../program/errors.js';
import type { UnmetPrecondition } from '../program/preconditions.js';
import type { FieldViolation } from '../values/violations.js';
import type { InstallationRegistryUnavailable, NotOwner } from '../ports/installations.js';
import type { HistoryPruned } from '../ports/loyalty-program-repository.js';
import type { InvalidCursor } from '../ports/program-event-feed.js';
import type { ChangeError, RemoteError } from './loyalty-programs.js';

/** Every error that the operations and ports can end with, local and remote ones. */
export type LoyaltyError =
  | InvalidInput
  | PreconditionsNotMet
  | StatusTransitionNotAllowed
  | ChangeError
  | RemoteError
  | InstallationRegistryUnavailable
  | NotOwner
  | InvalidCursor
  | HistoryPruned;

const UNMET: Readonly<Record<UnmetPrecondition, string>> = {
  LoyaltyNotInstalled: 'Loyalty is not installed on the site.',
  NoCompatibleApp: 'The site has no app that works with a loyalty program.',
  NameMissing: 'The program has no name.',
  PremiumFeatureMissing: 'The plan of the site does not include points expiration.',
};

const violationText = ({ field, description }: FieldViolation): string =>
  field === '' ? description : `${field} ${description}`;

const wait = (seconds: number): string => (seconds === 1 ? '1 second' : `${seconds} seconds`);

/** The reason, where it is a text or an error; the rest of it is for logs. */
const because = (cause: unknown): string => {
  const reason = cause instanceof Error ? cause.message : cause;
  return typeof reason === 'string' && reason !== '' ? ` (${reason})` : '';
};

const sentence = (error: LoyaltyError): string => {
  switch (error.type) {
    case 'InvalidInput':
      return `The input is not valid: ${error.violations.map(violationText).join('; ')}.`;
    case 'PreconditionsNotMet':
      return error.unmet.map((unmet) => UNMET[unmet]).join(' ');
    case 'StatusTransitionNotAllowed':
      return `A program that is ${error.status} can't be changed by "${error.operation}".`;
    case 'LoyaltyNotInstalled':
      return UNMET.LoyaltyNotInstalled;
    case 'RevisionConflict':
      return 'Someone else changed the program in the meantime. Load it again and repeat the change.';
    case 'TooMuchContention':
      return 'The program is being changed by too many others at once. Try again later.';
    case 'OutcomeUnknown':
      return `It is not known whether the change was made. Load the program before repeating it${because(error.cause)}.`;
    case 'Rejected':
      return `The store rejected the change: ${error.cause}`;
    case 'Cancelled':
      return 'The call was cancelled before anything was changed.';
    case 'RepositoryUnavailable':
      return `The store of the programs is not available. Try again later${because(error.cause)}.`;
    case 'InstallationCheckUnavailable':
      return `It could not be determined whether loyalty is installed. Try again later${because(error.cause)}.`;
    case 'InstallationRegistryUnavailable':
      return `The registry of installations is not available. Try again later${because(error.cause)}.`;
    case 'NotOwner':
      return 'The site does not belong to the required account. Nothing was changed.';
    case 'InvalidCursor':
      return 'The cursor was not issued by this feed.';
    case 'HistoryPruned':
      return `The history up to revision ${error.prunedRevision} is not kept any more.`;
    case 'Unauthenticated':
      return 'The service does not accept the key.';
    case 'PermissionDenied':
      return 'The key does not permit this call, or not for this site.';
    case 'Unavailable':
      return error.retryAfter === undefined
        ? `The service is not available. Try again later${because(error.cause)}.`
        : `The service is not available. Try again in ${wait(error.retryAfter)}${because(error.cause)}.`;
  }
};

/**
 * A sentence that a person can read, in English, for any error of the operations and ports. What a remote service said
 * itself comes first. For logs: it may name the cause that an adapter gave.
 */
export const describeError = (error: LoyaltyError): string => {
  const { description } = error;
  return description === undefined || description === '' ? sentence(error) : description;
};
