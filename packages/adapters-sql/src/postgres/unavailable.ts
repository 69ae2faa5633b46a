import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type Result, err } from 'neverthrow';
import { isSurelyNotDone } from './failure.js';
import { NotCommitted } from './sharded-save.js';

const notDone = (cause: unknown): Result<never, RepositoryUnavailable> =>
  err({ type: 'RepositoryUnavailable', cause, notDone: true });

/** What a port says of an error of the driver. */
export const unavailable = (cause: unknown): Result<never, RepositoryUnavailable> => {
  if (cause instanceof NotCommitted) return notDone(cause.cause);
  return isSurelyNotDone(cause) ? notDone(cause) : err({ type: 'RepositoryUnavailable', cause });
};
