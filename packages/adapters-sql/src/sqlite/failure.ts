/** A call that the database did not carry out. */
export interface SqliteFailure {
  readonly cause: unknown;
  /** Nothing was changed, for certain. */
  readonly notDone?: true;
}

/** Primary result codes of SQLite. */
const CODES = { BUSY: 5, READONLY: 8, FULL: 13, CONSTRAINT: 19 } as const;

const isOf = (name: keyof typeof CODES, error: unknown): error is Error => {
  if (!(error instanceof Error)) return false;
  // `node:sqlite` and `@photostructure/sqlite` report a number, `libsql` and `better-sqlite3` a name.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode % 256 === CODES[name];
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return error.code === `SQLITE_${name}` || error.code.startsWith(`SQLITE_${name}_`);
};

/** Another connection holds a lock. Some drivers report this without a code when a query meets it. */
export const isBusy = (error: unknown): boolean =>
  isOf('BUSY', error) || (error instanceof Error && error.message === 'database is locked');

/**
 * A `COMMIT` that failed like this left nothing behind. Others may have: after a failed flush, what was written
 * can still be found on the disk.
 */
export const isCertainlyUncommitted = (error: unknown): boolean =>
  isBusy(error) || isOf('FULL', error) || isOf('READONLY', error) || isOf('CONSTRAINT', error);

/** A transaction was begun inside another one. */
export const isNestedTransaction = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('within a transaction');

/** Why the database itself refused the values, for a person to read; `undefined` where it did not. */
export const refusalOf = (error: unknown): string | undefined =>
  isOf('CONSTRAINT', error) ? error.message : undefined;
