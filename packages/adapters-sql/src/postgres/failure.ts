import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { err, type Result } from 'neverthrow';

/** What a server says of an error, by its SQLSTATE. A connection that breaks has none. */
const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export const hasSqlState = (error: unknown, ...states: readonly string[]): boolean =>
  states.includes(sqlStateOf(error) ?? '');

/** Invalid values, and integrity constraints. */
const REFUSED = /^2[23]/u;

/**
 * Why the database itself refused the values, for a person to read; `undefined` where it did not. It names neither
 * tables nor constraints: callers of the service read it.
 */
export const refusalOf = (error: unknown): string | undefined => {
  const state = sqlStateOf(error) ?? '';
  return REFUSED.test(state) ? `the database does not accept these values (${state})` : undefined;
};

/**
 * Errors that may come when a commit is under way: a connection or a server that ends, an engine that does not know
 * itself. A statement that was cancelled (57014) is not among them, nor is a server that does not let us in (57P03),
 * nor a file that can't be read or extended (58030, 58P01).
 */
const OUTCOME_OPEN = /^(?:08|57(?!014|P03)|58(?!030|P01)|XX|40003$)/u;

/** A failure to write the log ends the server, maybe after the commit was written: a full disk, say. */
const isFailureOfLog = (error: unknown): boolean => isRecord(error) && error['file'] === 'xlog.c';

/** Errors of Node while a connection is made, and what `pg-pool` says where it has none to give. */
const isWithoutConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) ||
    error.message === 'timeout exceeded when trying to connect' ||
    error.message === 'Connection terminated due to connection timeout' ||
    (error instanceof AggregateError && error.errors.length > 0 && error.errors.every(isWithoutConnection)));

/** Whether the server certainly changed nothing: it reported a failed statement, or never received it. */
export const isSurelyNotDone = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state === undefined
    ? isWithoutConnection(error)
    : !OUTCOME_OPEN.test(state) && !isFailureOfLog(error);
};

/** Whether one site of several may be the reason, so that the others can be served without it. */
export const mayBeOfOneSite = (error: unknown): boolean =>
  REFUSED.test(sqlStateOf(error) ?? '') || hasSqlState(error, '55P03', '57014', '40001', '40P01');

/** Deadlocks and serialization failures: nothing was done, and doing it again may well succeed. */
export const isWorthRepeating = (error: unknown): boolean => hasSqlState(error, '40001', '40P01');

/** A prepared statement is missing or exists already: a pooler has changed the connection. */
export const isLostPreparedStatement = (error: unknown): boolean => hasSqlState(error, '26000', '42P05');

/** A transaction failed before its commit was sent: it certainly has no effect. */
export class NotCommitted extends Error {
  constructor(cause: unknown) {
    super('the transaction was not committed', { cause });
  }
}

const notDone = (cause: unknown): Result<never, RepositoryUnavailable> =>
  err({ type: 'RepositoryUnavailable', cause, notDone: true });

/** What a port says of an error of the driver. */
export const unavailable = (cause: unknown): Result<never, RepositoryUnavailable> => {
  if (cause instanceof NotCommitted) return notDone(cause.cause);
  return isSurelyNotDone(cause) ? notDone(cause) : err({ type: 'RepositoryUnavailable', cause });
};
