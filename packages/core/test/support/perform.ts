import type { Installation, LoyaltyProgram } from '@loyalty-programs/core';
import {
  activate,
  type Change,
  type ChangeContext,
  disablePointsExpiration,
  enablePointsExpiration,
  pause,
  type ProgramError,
  update,
} from '@loyalty-programs/core/adapter-kit';
import type { OperationRequest } from '@loyalty-programs/contract-tests';
import type { Result } from 'neverthrow';

/** Carries a request out on the aggregate. */
export const perform = (
  request: OperationRequest,
  program: LoyaltyProgram,
  installation: Installation,
  context: ChangeContext,
): Result<Change, ProgramError> => {
  switch (request.operation) {
    case 'update':
      return update(program, request.input, context);
    case 'activate':
      return activate(program, installation, context);
    case 'pause':
      return pause(program, context);
    case 'enablePointsExpiration':
      return enablePointsExpiration(program, installation, context);
    case 'disablePointsExpiration':
      return disablePointsExpiration(program, context);
  }
};
