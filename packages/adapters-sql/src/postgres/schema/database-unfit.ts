/** The database can't keep programs as it is; somebody has to change it. Nothing was changed. */
export interface DatabaseUnfit {
  readonly type: 'DatabaseUnfit';
  /** What is wrong, in one line for an operator. */
  readonly reason: string;
}

export const databaseUnfit = (reason: string): DatabaseUnfit => ({ type: 'DatabaseUnfit', reason });
