/** What a server says of an error, by its SQLSTATE. A connection that breaks has none. */
const sqlStateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Integrity constraints, and values that no column takes. */
const REFUSED = /^2[23]/u;

/** The server ends the connection, or does not know itself what became of the statement. */
const OPEN_END = /^(?:08|57|58|XX|40003$)/u;

/** Why the database itself refused the values, for a person to read; `undefined` where it did not. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof Error && REFUSED.test(sqlStateOf(error) ?? '') ? error.message : undefined;

/** Whether the statement surely has no effect: the server said that it failed, and goes on. */
export const hasSurelyFailed = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state !== undefined && !OPEN_END.test(state);
};

export const hasSqlState = (error: unknown, ...states: readonly string[]): boolean =>
  states.includes(sqlStateOf(error) ?? '');

/** Deadlocks and serialization failures: nothing was done, and doing it again may well succeed. */
export const isWorthRepeating = (error: unknown): boolean => hasSqlState(error, '40001', '40P01');
