/** The primary code of SQLite for a constraint that is not kept. */
const CONSTRAINT = 19;

const isConstraint = (error: Error): boolean => {
  // `libsql` and `better-sqlite3` give the code's name, `node:sqlite` its number.
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_CONSTRAINT')) {
    return true;
  }
  return 'errcode' in error && typeof error.errcode === 'number' && error.errcode % 256 === CONSTRAINT;
};

/** Why the database itself refused the values, for a person to read; `undefined` where it did not. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof Error && isConstraint(error) ? error.message : undefined;
