import { type Result, err, ok } from 'neverthrow';
import { type Change, type ChangeContext, changeOf, noChange } from './change.js';
import type { PreconditionsNotMet, StatusTransitionNotAllowed } from './errors.js';
import { isNonEmpty } from '../values/violations.js';
import type { Installation } from '../installation/installation.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { type GuardedOperation, unmetPreconditions } from './preconditions.js';
import { STATUS_TRANSITIONS } from './status-transitions.js';

const requirePreconditions = (
  operation: GuardedOperation,
  program: LoyaltyProgram,
  installation: Installation,
): Result<LoyaltyProgram, PreconditionsNotMet> => {
  const unmet = unmetPreconditions(operation, program, installation);
  return isNonEmpty(unmet) ? err({ type: 'PreconditionsNotMet', unmet }) : ok(program);
};

/** DRAFT or PAUSED → ACTIVE, if the preconditions hold. Leaves an ACTIVE program as it is. */
export const activate = (
  program: LoyaltyProgram,
  installation: Installation,
  context: ChangeContext,
): Result<Change, PreconditionsNotMet> =>
  requirePreconditions('activate', program, installation).map(({ status }) => {
    const transition = STATUS_TRANSITIONS[status].activate;
    return transition === 'stays'
      ? noChange(program)
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
  if (transition === 'stays') return ok(noChange(program));
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
  requirePreconditions('enablePointsExpiration', program, installation).map(
    ({ pointsExpiration: { status } }) =>
      status === 'ENABLED'
        ? noChange(program)
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
  if (status === 'DISABLED') return ok(noChange(program));
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
