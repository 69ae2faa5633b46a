import { type FieldViolation, type NonEmptyArray, isNonEmpty } from '../values/violations.js';
import type { ProgramStatus } from './loyalty-program.js';
import type { UnmetPrecondition } from './preconditions.js';
import type { StatusOperation } from './status-transitions.js';

/** The input breaks rules; every one of them is named, and nothing was changed. */
export interface InvalidInput {
  readonly type: 'InvalidInput';
  /** The first 100. */
  readonly violations: NonEmptyArray<FieldViolation>;
}

/** The status does not allow the operation: pausing a DRAFT. */
export interface StatusTransitionNotAllowed {
  readonly type: 'StatusTransitionNotAllowed';
  readonly operation: StatusOperation;
  readonly status: ProgramStatus;
}

/** The program can't become ACTIVE, or its expiration ENABLED, before these are met. */
export interface PreconditionsNotMet {
  readonly type: 'PreconditionsNotMet';
  readonly unmet: NonEmptyArray<UnmetPrecondition>;
}

/** How many violations are reported. */
export const MAX_VIOLATIONS = 100;

export const invalidInput = (violations: NonEmptyArray<FieldViolation>): InvalidInput => {
  const first = violations.slice(0, MAX_VIOLATIONS);
  return { type: 'InvalidInput', violations: isNonEmpty(first) ? first : violations };
};

/** Every way in which the rules of a program refuse an operation. */
export type ProgramError = InvalidInput | StatusTransitionNotAllowed | PreconditionsNotMet;
