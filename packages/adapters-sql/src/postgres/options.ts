import type { PostgresWarning } from './warning.js';

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
   * which an engine can send to the one server of the site, and no save shares a statement with others. The feed across
   * all sites refuses. On a client, a transaction has to be open. By default `false`.
   */
  readonly sharded?: boolean;
  /**
   * Gets each `PostgresWarning`, from within the call that met it. By default it is written to the console.
   * What it throws is ignored.
   */
  readonly onWarning?: (warning: PostgresWarning) => void;
}
