import { type FieldViolation, type NonEmptyArray, isNonEmpty } from '../values/violations.js';
import type { ProgramStatus } from './loyalty-program.js';
import type { UnmetPrecondition } from './preconditions.js';
import type { StatusOperation } from './status-transitions.js';

/** What a remote service said of an error. */
export interface Described {
  /**
   * A sentence of the service's own, at most 1,000 characters. Not enumerable, so that errors of a remote service
   * equal local ones, which have none.
   */
  readonly description?: string;
}

/** The input breaks rules; every one of them is named, and nothing was changed. */
export interface InvalidInput extends Described {
  readonly type: 'InvalidInput';
  /** The first 100. */
  readonly violations: NonEmptyArray<FieldViolation>;
}

/** The status does not allow the operation: pausing a DRAFT. */
export interface StatusTransitionNotAllowed extends Described {
  readonly type: 'StatusTransitionNotAllowed';
  readonly operation: StatusOperation;
  readonly status: ProgramStatus;
}

/** The program can't become ACTIVE, or its expiration ENABLED, before these are met. */
export interface PreconditionsNotMet extends Described {
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
