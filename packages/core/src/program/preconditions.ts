import type { Installation } from '../installation/installation.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { STATUS_TRANSITIONS } from './status-transitions.js';

/** What has to hold before a program may become ACTIVE, or its points expiration ENABLED. */
export const PRECONDITIONS = [
  'LoyaltyNotInstalled',
  'NoCompatibleApp',
  'NameMissing',
  'PremiumFeatureMissing',
] as const;

/** A precondition that does not hold, named by what is missing. */
export type UnmetPrecondition = (typeof PRECONDITIONS)[number];

/** The operations that have preconditions. */
export type GuardedOperation = 'activate' | 'enablePointsExpiration';

/**
 * Every precondition that an operation does not meet, in a fixed order; empty: it would succeed. A program that is
 * ACTIVE or ENABLED already stays so without being checked again. Without an installation nothing else counts.
 */
export const unmetPreconditions = (
  operation: GuardedOperation,
  program: LoyaltyProgram,
  installation: Installation,
): readonly UnmetPrecondition[] => {
  if (!installation.installed) return ['LoyaltyNotInstalled'];
  if (operation === 'enablePointsExpiration') {
    return program.pointsExpiration.status === 'ENABLED' || installation.premiumFeatures.pointsExpiration
      ? []
      : ['PremiumFeatureMissing'];
  }
  if (STATUS_TRANSITIONS[program.status].activate === 'stays') return [];
  return [
    ...(installation.apps.length === 0 ? (['NoCompatibleApp'] as const) : []),
    ...(program.name === null ? (['NameMissing'] as const) : []),
  ];
};

/** What each guarded operation still lacks; an empty list means that it would succeed now. */
export type Readiness = Readonly<Record<GuardedOperation, readonly UnmetPrecondition[]>>;

/** What is missing for each guarded operation, by the same rules as the operation itself. */
export const readinessOf = (program: LoyaltyProgram, installation: Installation): Readiness => ({
  activate: unmetPreconditions('activate', program, installation),
  enablePointsExpiration: unmetPreconditions('enablePointsExpiration', program, installation),
});
