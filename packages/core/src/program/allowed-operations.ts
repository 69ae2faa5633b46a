import type { Installation } from '../installation/installation.js';
import type { LoyaltyProgram, ProgramStatus } from './loyalty-program.js';

/**
 * - `earn`, `redeem`, `join`: what customers do.
 * - `manualGrant`: the owner gives points by hand.
 * - `expirePoints`: the clock of the points expiration runs.
 */
export const MEMBER_OPERATIONS = ['earn', 'redeem', 'join', 'manualGrant', 'expirePoints'] as const;

export type MemberOperation = (typeof MEMBER_OPERATIONS)[number];

/** Why an operation is not allowed now. */
export const DENIAL_REASONS = [
  'LoyaltyNotInstalled',
  'NoCompatibleApp',
  'ProgramInDraft',
  'ProgramPaused',
  'PointsExpirationDisabled',
  'PremiumFeatureMissing',
] as const;

export type DenialReason = (typeof DENIAL_REASONS)[number];

interface Requirements {
  readonly statuses: readonly ProgramStatus[];
  readonly compatibleApp: boolean;
  /** The expiration is ENABLED and the plan of the site still has it. */
  readonly pointsExpiration: boolean;
}

/** What each operation requires of a site that has loyalty installed. */
export const OPERATION_REQUIREMENTS = {
  earn: { statuses: ['ACTIVE'], compatibleApp: true, pointsExpiration: false },
  redeem: { statuses: ['ACTIVE'], compatibleApp: true, pointsExpiration: false },
  join: { statuses: ['ACTIVE'], compatibleApp: true, pointsExpiration: false },
  manualGrant: { statuses: ['ACTIVE', 'PAUSED'], compatibleApp: true, pointsExpiration: false },
  expirePoints: { statuses: ['ACTIVE'], compatibleApp: false, pointsExpiration: true },
} as const satisfies Record<MemberOperation, Requirements>;

/** Allowed where there is no reason against it. */
export interface OperationAnswer {
  readonly allowed: boolean;
  /** Every reason against it, in a fixed order. */
  readonly reasons: readonly DenialReason[];
}

export type OperationAnswers = Readonly<Record<MemberOperation, OperationAnswer>>;

const STATUS_REASONS = {
  DRAFT: 'ProgramInDraft',
  PAUSED: 'ProgramPaused',
} as const;

const reasonsAgainst = (
  requirements: Requirements,
  program: LoyaltyProgram,
  installation: Installation,
): readonly DenialReason[] => {
  if (!installation.installed) return ['LoyaltyNotInstalled'];
  const reasons: DenialReason[] = [];
  const { status, pointsExpiration } = program;
  if (requirements.compatibleApp && installation.apps.length === 0) reasons.push('NoCompatibleApp');
  if (status !== 'ACTIVE' && !requirements.statuses.includes(status)) reasons.push(STATUS_REASONS[status]);
  if (requirements.pointsExpiration) {
    if (pointsExpiration.status === 'DISABLED') reasons.push('PointsExpirationDisabled');
    if (!installation.premiumFeatures.pointsExpiration) reasons.push('PremiumFeatureMissing');
  }
  return reasons;
};

const answerFor = (
  requirements: Requirements,
  program: LoyaltyProgram,
  installation: Installation,
): OperationAnswer => {
  const reasons = reasonsAgainst(requirements, program, installation);
  return { allowed: reasons.length === 0, reasons };
};

/** What other services need to know: may this site's customers earn, redeem or join now? */
export const allowedOperations = (program: LoyaltyProgram, installation: Installation): OperationAnswers => {
  const { earn, redeem, join, manualGrant, expirePoints } = OPERATION_REQUIREMENTS;
  return {
    earn: answerFor(earn, program, installation),
    redeem: answerFor(redeem, program, installation),
    join: answerFor(join, program, installation),
    manualGrant: answerFor(manualGrant, program, installation),
    expirePoints: answerFor(expirePoints, program, installation),
  };
};
