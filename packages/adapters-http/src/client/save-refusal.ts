import type { Rejected, RepositoryUnavailable, RevisionConflict, SiteId } from '@loyalty-programs/core';
import { reasonOf } from './reason-of.js';
import type { Refusal } from './wire/refusal.js';

/** A change that was not confirmed. Whatever may have been made is `OutcomeUnknown`, so any other one certainly was not. */
export const unsaved = (refusal: Refusal): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause: reasonOf(refusal),
  ...(refusal.type !== 'OutcomeUnknown' && { notDone: true }),
});

/** What the refusal of an operation means to who wanted to save the change that it makes. */
export const saveRefusal = (
  refusal: Refusal,
  siteId: SiteId,
  expectedRevision: number,
): RevisionConflict | RepositoryUnavailable | Rejected => {
  switch (refusal.type) {
    case 'RevisionConflict':
    case 'Rejected':
      return refusal;
    case 'TooMuchContention':
      return { type: 'RevisionConflict', siteId, expectedRevision };
    case 'InvalidInput':
      return {
        type: 'Rejected',
        cause: refusal.violations.map(({ field, description }) => `${field} ${description}`).join('; '),
      };
    case 'PreconditionsNotMet':
      return { type: 'Rejected', cause: refusal.unmet.join(', ') };
    case 'StatusTransitionNotAllowed':
    case 'LoyaltyNotInstalled':
    case 'PermissionDenied':
    case 'Unauthenticated':
      return { type: 'Rejected', cause: refusal.type };
    case 'RepositoryUnavailable':
    case 'Cancelled':
    case 'InstallationCheckUnavailable':
    case 'OutcomeUnknown':
    case 'Unavailable':
      return unsaved(refusal);
  }
};
