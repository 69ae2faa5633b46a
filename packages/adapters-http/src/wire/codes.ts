import type { DenialReason, UnmetPrecondition } from '@loyalty-programs/core';

/** The preconditions as they are called over the wire, in error codes and in lists. */
export const PRECONDITION_CODES = {
  LoyaltyNotInstalled: 'LOYALTY_NOT_INSTALLED',
  NoCompatibleApp: 'NO_COMPATIBLE_APP',
  NameMissing: 'NAME_MISSING',
  PremiumFeatureMissing: 'PREMIUM_FEATURE_MISSING',
} as const satisfies Record<UnmetPrecondition, string>;

/** The reasons against an operation, as they are called over the wire. */
export const DENIAL_CODES = {
  LoyaltyNotInstalled: PRECONDITION_CODES.LoyaltyNotInstalled,
  NoCompatibleApp: PRECONDITION_CODES.NoCompatibleApp,
  ProgramInDraft: 'PROGRAM_IN_DRAFT',
  ProgramPaused: 'PROGRAM_PAUSED',
  PointsExpirationDisabled: 'POINTS_EXPIRATION_DISABLED',
  PremiumFeatureMissing: PRECONDITION_CODES.PremiumFeatureMissing,
} as const satisfies Record<DenialReason, string>;
