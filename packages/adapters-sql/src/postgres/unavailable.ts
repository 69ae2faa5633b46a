import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type Result, err } from 'neverthrow';
import { isSurelyNotDone } from './failure.js';

/** What a port says of an error of the driver. */
export const unavailable = (cause: unknown): Result<never, RepositoryUnavailable> =>
  err({
    type: 'RepositoryUnavailable',
    cause,
    ...(isSurelyNotDone(cause) && { notDone: true as const }),
  });
