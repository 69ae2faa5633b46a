import type { Row } from '../rows/index.js';

/** A statement. With a name, the server prepares it once for each connection. */
export interface NamedStatement {
  readonly name?: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * What the adapters need of a database: a `Pool` of `pg`, or one of its clients. With a client, what is asked
 * of the adapter becomes part of the transaction that is open there.
 */
export interface Queryable {
  query(statement: NamedStatement): Promise<{ readonly rows: readonly Row[] }>;
}
