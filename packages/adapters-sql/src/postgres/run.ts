import type { Row } from '../rows/index.js';
import { isWorthRepeating } from './failure.js';
import type { Queryable } from './queryable.js';
import { STATEMENTS } from './statements.js';

/** How often a statement is run that the server gives up for the sake of others. */
const ATTEMPTS = 5;

/** Runs one of the adapters' statements. Rejects with what the driver says. */
export const run = async (
  database: Queryable,
  name: keyof typeof STATEMENTS,
  values: unknown[],
): Promise<readonly Row[]> => {
  const statement = { name: `loyalty-programs/${name}`, text: STATEMENTS[name], values };
  let given: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return (await database.query(statement)).rows;
    } catch (error) {
      // In a host's transaction the second attempt can only say that the first one has ended it.
      given ??= error;
      if (!isWorthRepeating(error)) break;
    }
  }
  throw given;
};
