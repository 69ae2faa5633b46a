import type { FieldViolation, NonEmptyArray } from '../values/field-violation.js';
import type { UnmetPrecondition } from './preconditions.js';
import type { ProgramStatus, StatusOperation } from './program-status.js';

/** The input breaks rules; every one of them is named, and nothing was changed. */
export interface InvalidInput {
  readonly type: 'InvalidInput';
  readonly violations: NonEmptyArray<FieldViolation>;
}

/** The status has no such way: pausing a DRAFT. */
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

export const invalidInput = (violations: NonEmptyArray<FieldViolation>): InvalidInput => ({
  type: 'InvalidInput',
  violations,
});

/** Every way in which the rules of a program refuse an operation. */
export type ProgramError = InvalidInput | StatusTransitionNotAllowed | PreconditionsNotMet;
