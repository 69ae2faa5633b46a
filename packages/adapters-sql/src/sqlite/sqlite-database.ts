import type { Value } from '../rows/index.js';

/** A prepared statement. Each call binds its values anew. */
export interface SqliteStatement {
  all(...values: Value[]): unknown[];
  run(...values: Value[]): { readonly changes: number | bigint };
}

/**
 * An open database of a synchronous driver: `@photostructure/sqlite`, `node:sqlite`, `better-sqlite3` and
 * `libsql` fit. `get` is left out on purpose: after a failure, that of `libsql` runs with the values of the call
 * before.
 */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/** Settings of the adapters. */
export interface SqliteOptions {
  /** How long, in milliseconds, a call tries again while another connection holds the lock. 5,000 by default. */
  readonly lockTimeout?: number;
}
