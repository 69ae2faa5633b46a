import type { Row } from '../rows/index.js';
import { hasSqlState, isWorthRepeating } from './failure.js';
import type { PostgresOptions } from './options.js';
import type { NamedStatement, Queryable } from './queryable.js';
import { preparedNameOf } from './prepared-name.js';
import { SEARCH_PATH, firstSchemaOf } from './schema/schema-name.js';
import { type StatementName, statementIn } from './statements.js';

/** How often a statement is run that the server gives up for the sake of others. */
const ATTEMPTS = 5;

/** Runs the adapters' statements on the database of a host, in one schema. */
export class Database {
  readonly #queryable: Queryable;
  readonly #statements = new Map<StatementName, Omit<NamedStatement, 'values'>>();
  #schema: string | undefined;

  constructor(queryable: Queryable, { schema }: PostgresOptions) {
    this.#queryable = queryable;
    this.#schema = schema;
  }

  /** Runs a statement. Rejects with the error of the driver. */
  async run(name: StatementName, values: unknown[]): Promise<readonly Row[]> {
    const statement = { ...(await this.#statement(name)), values };
    let last: unknown;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return (await this.#queryable.query(statement)).rows;
      } catch (error) {
        // In a host's transaction the second attempt can only say that the first one has ended it.
        if (last === undefined || !hasSqlState(error, '25P02')) last = error;
        if (!isWorthRepeating(error)) break;
      }
    }
    throw last;
  }

  async #statement(name: StatementName): Promise<Omit<NamedStatement, 'values'>> {
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    const text = statementIn(await this.#schemaName(), name);
    const statement = { name: preparedNameOf(name, text), text };
    this.#statements.set(name, statement);
    return statement;
  }

  async #schemaName(): Promise<string> {
    if (this.#schema !== undefined) return this.#schema;
    const { rows } = await this.#queryable.query({ text: SEARCH_PATH, values: [] });
    // Of calls at the same time the first one decides.
    this.#schema ??= firstSchemaOf(rows[0]);
    return this.#schema;
  }
}
