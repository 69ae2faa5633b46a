import type {
  ChangeError,
  InvalidInput,
  PreconditionsNotMet,
  RemoteError,
  UnmetPrecondition,
} from '@loyalty-programs/core';

const LACKING: Readonly<Record<UnmetPrecondition, string>> = {
  LoyaltyNotInstalled: 'the loyalty app on the site',
  NameMissing: 'a saved name',
  NoCompatibleApp: 'an app to earn points with, such as a store',
  PremiumFeatureMissing: 'a plan with this feature',
};

/** What went wrong, to the person in front of the page. */
export const explainError = (
  error: ChangeError | RemoteError | InvalidInput | PreconditionsNotMet,
): string => {
  switch (error.type) {
    case 'InvalidInput':
      return 'The service refused the marked fields.';
    case 'PreconditionsNotMet':
      return `The program still lacks ${error.unmet.map((each) => LACKING[each]).join(' and ')}.`;
    case 'LoyaltyNotInstalled':
      return 'Loyalty is not installed on this site.';
    case 'RevisionConflict':
      return 'Somebody else changed the program meanwhile. Load it to see how it is now.';
    case 'TooMuchContention':
      return 'Many people are changing the program right now. Try again in a moment.';
    case 'OutcomeUnknown':
      return 'No answer came, so the change may or may not have been made. Load the program to see.';
    case 'Unauthenticated':
      return 'The service does not know this key.';
    case 'PermissionDenied':
      return 'This key may not do that on this site.';
    case 'Unavailable':
      return 'The service can’t be reached. Is it running, and does CORS_ORIGINS name this page?';
    case 'RepositoryUnavailable':
    case 'InstallationCheckUnavailable':
      return 'The service has a problem of its own. Try again in a moment.';
    case 'Rejected':
      return 'The system that keeps the programs refused the change.';
    case 'Cancelled':
      return 'Given up.';
  }
};
