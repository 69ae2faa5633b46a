import type {
  ChangeError,
  InvalidInput,
  PreconditionsNotMet,
  RemoteError,
  UnmetPrecondition,
} from '@loyalty-programs/core';

const MISSING: Readonly<Record<UnmetPrecondition, string>> = {
  LoyaltyNotInstalled: 'the loyalty app on the site',
  NameMissing: 'a saved name',
  NoCompatibleApp: 'an app to earn points with, such as a store',
  PremiumFeatureMissing: 'a plan with this feature',
};

/** Explains an error to the user of the page. */
export const explainError = (
  error: ChangeError | RemoteError | InvalidInput | PreconditionsNotMet,
): string => {
  switch (error.type) {
    case 'InvalidInput':
      return 'The service refused the marked fields.';
    case 'PreconditionsNotMet':
      return `Still missing: ${error.unmet.map((each) => MISSING[each]).join(' and ')}.`;
    case 'LoyaltyNotInstalled':
      return 'Loyalty is not installed on this site.';
    case 'RevisionConflict':
      return 'Someone else has changed the program. Load it to see its current state.';
    case 'TooMuchContention':
      return 'Many people are changing the program right now. Try again in a moment.';
    case 'OutcomeUnknown':
      return 'The service did not confirm the change. Load the program to see whether it was made.';
    case 'Unauthenticated':
      return 'The service does not know this key.';
    case 'PermissionDenied':
      return 'This key does not permit that on this site.';
    case 'Unavailable':
      return 'The service can’t be reached. Is it running, and does CORS_ORIGINS name this page?';
    case 'RepositoryUnavailable':
    case 'InstallationCheckUnavailable':
      return 'The service has a problem. Try again in a moment.';
    case 'Rejected':
      return 'The system that stores the programs refused the change.';
    case 'Cancelled':
      return 'Cancelled.';
  }
};
