import { type Result, err, ok } from 'neverthrow';
import { type Change, type ChangeContext, changeOf, nothingHappened } from './change.js';
import type { PreconditionsNotMet, StatusTransitionNotAllowed } from './errors.js';
import { isNonEmpty } from '../values/field-violation.js';
import type { Installation } from '../installation/installation.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { type GuardedOperation, unmetPreconditions } from './preconditions.js';
import { STATUS_TRANSITIONS } from './program-status.js';

const demand = (
  operation: GuardedOperation,
  program: LoyaltyProgram,
  installation: Installation,
): Result<LoyaltyProgram, PreconditionsNotMet> => {
  const unmet = unmetPreconditions(operation, program, installation);
  return isNonEmpty(unmet) ? err({ type: 'PreconditionsNotMet', unmet }) : ok(program);
};

/** DRAFT or PAUSED → ACTIVE, if the preconditions hold. An ACTIVE program stays as it is. */
export const activate = (
  program: LoyaltyProgram,
  installation: Installation,
  context: ChangeContext,
): Result<Change, PreconditionsNotMet> =>
  demand('activate', program, installation).map(({ status }) => {
    const transition = STATUS_TRANSITIONS[status].activate;
    return transition === 'stays'
      ? nothingHappened(program)
      : changeOf(
          program,
          [{ type: 'ProgramActivated', before: { status }, after: { status: transition } }],
          context,
        );
  });

/** ACTIVE → PAUSED. A PAUSED program stays as it is; a DRAFT can't be paused. */
export const pause = (
  program: LoyaltyProgram,
  context: ChangeContext,
): Result<Change, StatusTransitionNotAllowed> => {
  const { status } = program;
  const transition = STATUS_TRANSITIONS[status].pause;
  if (transition === 'stays') return ok(nothingHappened(program));
  if (transition === 'refused')
    return err({ type: 'StatusTransitionNotAllowed', operation: 'pause', status });
  return ok(
    changeOf(
      program,
      [{ type: 'ProgramPaused', before: { status }, after: { status: transition } }],
      context,
    ),
  );
};

/** DISABLED → ENABLED, if the plan of the site has the premium feature. */
export const enablePointsExpiration = (
  program: LoyaltyProgram,
  installation: Installation,
  context: ChangeContext,
): Result<Change, PreconditionsNotMet> =>
  demand('enablePointsExpiration', program, installation).map(({ pointsExpiration: { status } }) =>
    status === 'ENABLED'
      ? nothingHappened(program)
      : changeOf(
          program,
          [
            {
              type: 'PointsExpirationEnabled',
              before: { pointsExpiration: { status } },
              after: { pointsExpiration: { status: 'ENABLED' } },
            },
          ],
          context,
        ),
  );

/** ENABLED → DISABLED, always allowed. The settings stay. */
export const disablePointsExpiration = (
  program: LoyaltyProgram,
  context: ChangeContext,
): Result<Change, never> => {
  const { status } = program.pointsExpiration;
  if (status === 'DISABLED') return ok(nothingHappened(program));
  return ok(
    changeOf(
      program,
      [
        {
          type: 'PointsExpirationDisabled',
          before: { pointsExpiration: { status } },
          after: { pointsExpiration: { status: 'DISABLED' } },
        },
      ],
      context,
    ),
  );
};
