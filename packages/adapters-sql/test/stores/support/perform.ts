import type { OperationRequest } from '@loyalty-programs/contract-tests';
import type { ChangeOptions, LoyaltyPrograms, SiteId } from '@loyalty-programs/core';

/** What an operation that changes a program answers, whichever it is. */
export type Changing = ReturnType<LoyaltyPrograms[OperationRequest['operation']]>;

/** Asks for an operation that changes a program. */
export const perform = (
  programs: LoyaltyPrograms,
  siteId: SiteId,
  request: OperationRequest,
  options: ChangeOptions = {},
): Changing =>
  request.operation === 'update'
    ? programs.update(siteId, request.input, options)
    : programs[request.operation](siteId, options);
