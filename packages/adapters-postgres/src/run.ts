import type { Row } from '@loyalty-programs/sql-rows';
import type { Queryable } from './queryable.js';
import { STATEMENTS } from './statements.js';

/** Runs one of the adapters' statements. Rejects with what the driver says. */
export const run = async (
  database: Queryable,
  statement: keyof typeof STATEMENTS,
  values: unknown[],
): Promise<readonly Row[]> => {
  const { rows } = await database.query({
    name: `loyalty-programs/${statement}`,
    text: STATEMENTS[statement],
    values,
  });
  return rows;
};
