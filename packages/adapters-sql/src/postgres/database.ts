import type { Row } from '../rows/index.js';
import { untilFree } from './client-queue.js';
import { hasSqlState, isLostPreparedStatement, isWorthRepeating } from './failure.js';
import {
  firstSchemaOf,
  type NamedStatement,
  type PostgresOptions,
  type PostgresWarning,
  type Queryable,
  SEARCH_PATH,
  warnOnConsole,
} from './options.js';
import { statementIn, type StatementName } from './statements.js';

/** FNV-1a over UTF-16 code units. */
const hashOf = (text: string, basis: number): string => {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/**
 * The name under which a statement is prepared: at most 63 bytes, since the server truncates longer names. It stands
 * for the text, schema included: behind a pooler, neither two schemas nor two versions of this package share one.
 */
const preparedNameOf = (name: string, text: string): string =>
  `loyalty-programs/${name}/${hashOf(text, 0x81_1c_9d_c5)}${hashOf(text, 0x9e_37_79_b9)}`;

/** How often a statement is run that the server gives up for the sake of others. */
const ATTEMPTS = 5;

/** The pools and clients whose prepared statements were lost once; their adapters share that knowledge. */
const unprepared = new WeakSet<Queryable>();

interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs the adapters' statements on the database of a host, in one schema. */
export class Database {
  readonly queryable: Queryable;
  readonly #prepares: boolean;
  readonly #onWarning: (warning: PostgresWarning) => void;
  readonly #statements = new Map<StatementName, Statement>();
  #schema: string | undefined;

  constructor(
    queryable: Queryable,
    { schema, preparedStatements = true, onWarning = warnOnConsole }: PostgresOptions,
  ) {
    this.queryable = queryable;
    this.#schema = schema;
    this.#prepares = preparedStatements;
    this.#onWarning = onWarning;
  }

  /** Runs a statement, as a part of a transaction where one is given. Rejects with the error of the driver. */
  async run(name: StatementName, values: unknown[], transaction?: Queryable): Promise<readonly Row[]> {
    const connection = transaction ?? this.queryable;
    const { text, name: preparedName } = await this.#statement(name, connection);
    let last: unknown;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const isNamed = this.#prepares && !unprepared.has(this.queryable);
      const statement: NamedStatement = isNamed ? { name: preparedName, text, values } : { text, values };
      try {
        if (transaction === undefined) await untilFree(connection);
        return (await connection.query(statement)).rows;
      } catch (error) {
        // In a host's transaction the second attempt can only say that the first one has ended it.
        if (last === undefined || !hasSqlState(error, '25P02')) last = error;
        if (isLostPreparedStatement(error)) this.#goOnUnnamed(error);
        else if (!isWorthRepeating(error)) break;
      }
    }
    throw last;
  }

  warn(warning: PostgresWarning): void {
    try {
      this.#onWarning(warning);
    } catch {
      // What a host's callback throws must not fail the call that met the problem.
    }
  }

  #goOnUnnamed(cause: unknown): void {
    if (unprepared.has(this.queryable)) return;
    unprepared.add(this.queryable);
    this.warn({ type: 'PreparedStatementsLost', cause });
  }

  async #statement(name: StatementName, connection: Queryable): Promise<Statement> {
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    const text = statementIn(await this.#schemaName(connection), name);
    const statement = { name: preparedNameOf(name, text), text };
    this.#statements.set(name, statement);
    return statement;
  }

  /** Asks on the connection of the call: a pool may have no other to give, while calls that hold all of them wait. */
  async #schemaName(connection: Queryable): Promise<string> {
    if (this.#schema !== undefined) return this.#schema;
    const { rows } = await connection.query({ text: SEARCH_PATH, values: [] });
    // Of calls at the same time the first one decides.
    this.#schema ??= firstSchemaOf(rows[0]);
    return this.#schema;
  }
}
