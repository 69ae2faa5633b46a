import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { type Row, textOfUnreadable, type UnreadableEvent } from '../rows/index.js';

/** A statement. With a name, the server prepares it once for each connection. */
export interface NamedStatement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * What the adapters need of a database: a `Pool` of `pg`, or one of its clients. With a client, calls
 * of the adapter become part of the transaction that is open there.
 */
export interface Queryable {
  query(statement: NamedStatement): Promise<{ readonly rows: readonly Row[] }>;
}

/**
 * A pooler lost or mixed up prepared statements. From now on this database gets its statements unnamed, which always
 * works but is slower. Set `preparedStatements: false`, or let the pooler track them. Comes once for each pool.
 */
export interface PreparedStatementsLost {
  readonly type: 'PreparedStatementsLost';
  readonly cause: unknown;
}

/** What the adapters work around and an operator should know. */
export type PostgresWarning = PreparedStatementsLost | UnreadableEvent;

const textOf = (warning: PostgresWarning): string =>
  warning.type === 'PreparedStatementsLost'
    ? 'loyalty-programs: the pooler does not track prepared statements; set preparedStatements to false'
    : textOfUnreadable(warning);

export const warnOnConsole = (warning: PostgresWarning): void => {
  console.warn(textOf(warning));
};

/** An identifier as SQL text: no name is mistaken for anything else. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Unnamed, so that it works behind every pooler. */
export const SEARCH_PATH = `SELECT current_setting('search_path') AS search_path,
  current_setting('server_encoding') AS encoding,
  current_schema()::text AS effective, current_user::text AS user_name`;

/** `"$user", Tenant_A` → `$user`, `tenant_a`: unquoted names are lower case to the server. */
const namesIn = (searchPath: string): readonly string[] =>
  [...searchPath.matchAll(/"((?:[^"]|"")*)"|[^\s,"]+/gu)].map(
    ([text, quoted]) => quoted?.replaceAll('""', '"') ?? text.toLowerCase(),
  );

/**
 * The first schema of the search path, from the row of `SEARCH_PATH`. The server itself skips schemas that are not
 * there; then the tables of a tenant without a schema would be those of `public`. So only the `$user` of the
 * default may be missing. Throws where there is no such schema.
 */
export const firstSchemaOf = (row: unknown): string => {
  if (!isRecord(row)) throw new Error('the server does not report its search path');
  const { search_path: searchPath, effective, user_name: user } = row;
  const [first, ...rest] = namesIn(String(searchPath));
  const chosen = first === '$user' && effective !== user ? rest[0] : first === '$user' ? user : first;
  if (typeof chosen !== 'string') throw new Error('the search path names no schema');
  if (chosen !== effective) {
    throw new Error(
      `the schema ${quoteIdentifier(chosen)} of the search path is missing, or its use is not granted`,
    );
  }
  return chosen;
};

/** How the adapters use a database. Give the same options to each of them. */
export interface PostgresOptions {
  /**
   * The schema of the tables. By default the first one of the search path, looked up once, at the first call.
   * The adapters and `migrate` touch no other schema, whatever the search path says later.
   */
  readonly schema?: string | undefined;
  /**
   * Whether the server prepares each statement once for each connection; by default it does. `false` behind a
   * pooler that does not track prepared statements: PgBouncer before 1.21, or with `max_prepared_statements = 0`.
   */
  readonly preparedStatements?: boolean;
  /**
   * Whether the tables are spread over several servers, as by Citus. A save is then two statements in one transaction,
   * which an engine can send to the one server of the site, and no statement is about sites of several partitions unless
   * the caller asks for all. By default `false`.
   */
  readonly sharded?: boolean;
  /**
   * Gets each `PostgresWarning`, from within the call that met it. By default it is written to the console.
   * What it throws is ignored.
   */
  readonly onWarning?: (warning: PostgresWarning) => void;
}
