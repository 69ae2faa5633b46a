import type { ProgramUpdateInput } from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';
import { updateInputs } from './updates.js';

/** A requested operation as plain data. */
export type OperationRequest =
  | { readonly operation: 'update'; readonly input: ProgramUpdateInput }
  | {
      readonly operation: 'activate' | 'pause' | 'enablePointsExpiration' | 'disablePointsExpiration';
    };

export const operationRequests = (): Arbitrary<OperationRequest> =>
  fc.oneof(
    { weight: 2, arbitrary: updateInputs().map((input) => ({ operation: 'update' as const, input })) },
    {
      weight: 3,
      arbitrary: fc.record({
        operation: fc.constantFrom('activate', 'pause', 'enablePointsExpiration', 'disablePointsExpiration'),
      }),
    },
  );
