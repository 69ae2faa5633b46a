import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type Row, numberIn } from '../../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { hasSqlState } from '../failure.js';
import type { PostgresOptions } from '../options.js';
import { MIGRATIONS } from './migrations.js';
import { SEARCH_PATH, firstSchemaOf, quoteIdentifier } from './schema-name.js';

/** A connection that runs SQL as it is written, several statements at a time. */
export interface MigrationClient {
  query(sql: string): Promise<{ readonly rows: readonly Row[] }>;
  /** `true` closes the connection. */
  release(destroy?: boolean): void;
}

/** What a migration needs: a `Pool` of `pg`, whose user may create tables. */
export interface MigrationPool {
  connect(): Promise<MigrationClient>;
}

/** The tables are of a later version of this package than the code. Nothing was changed. */
export interface SchemaTooNew {
  readonly type: 'SchemaTooNew';
  /** What the code knows. */
  readonly known: number;
  /** What the database has. */
  readonly found: number;
}

/** From which version of the tables to which one; equal if there was nothing to do. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** The schema of the tables. */
  readonly schema: string;
}

const UNDEFINED_TABLE = '42P01';
/** Someone else was quicker: a key that is taken, a table or a type that is there. */
const QUICKER = ['23505', '42P07', '42710'];

const versionTableIn = (schema: string): string => `${quoteIdentifier(schema)}.loyalty_schema_versions`;

const versionOf = async (client: MigrationClient, schema: string): Promise<number> => {
  try {
    const { rows } = await client.query(`SELECT max(version) AS version FROM ${versionTableIn(schema)}`);
    const [row] = rows;
    return row === undefined || row['version'] === null ? 0 : numberIn(row, 'version');
  } catch (error) {
    if (hasSqlState(error, UNDEFINED_TABLE)) return 0;
    throw error;
  }
};

const inTransaction = async (client: MigrationClient, sql: readonly string[]): Promise<void> => {
  await client.query('BEGIN');
  try {
    for (const each of sql) await client.query(each);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

const VERSION_COLUMNS = `(
  version integer PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
)`;

/** Takes one step. The version is written first: its key lets only one instance take the step, the others wait. */
const step = async (client: MigrationClient, schema: string, version: number, sql: string): Promise<void> => {
  const table = versionTableIn(schema);
  try {
    if (version === 1) await client.query(`CREATE TABLE IF NOT EXISTS ${table} ${VERSION_COLUMNS}`);
    await inTransaction(client, [
      // The steps name their tables without a schema, and see this one alone.
      `SET LOCAL search_path = ${quoteIdentifier(schema)}`,
      `INSERT INTO ${table} (version) VALUES (${version})`,
      sql,
    ]);
  } catch (error) {
    if (!hasSqlState(error, ...QUICKER)) throw error;
  }
};

/** How often a step is tried where others take steps at the same time. */
const ATTEMPTS = 10;

/**
 * Brings the tables of one schema to the version of this package, step by step, each in a transaction of its own.
 * Tables of the same names in other schemas are none of its business. Any number of instances may do it at once;
 * where there is nothing to do it only reads. It never goes back. The schema has to exist.
 */
export const migrate = async (
  pool: MigrationPool,
  options: Pick<PostgresOptions, 'schema'> = {},
  migrations: readonly string[] = MIGRATIONS,
): Promise<Result<Migrated, SchemaTooNew | RepositoryUnavailable>> => {
  let client: MigrationClient | undefined;
  try {
    client = await pool.connect();
    const schema = options.schema ?? firstSchemaOf((await client.query(SEARCH_PATH)).rows[0]);
    const from = await versionOf(client, schema);
    const known = migrations.length;
    let found = from;
    for (let attempt = 0; found < known && attempt < known + ATTEMPTS; attempt += 1) {
      await step(client, schema, found + 1, migrations[found] ?? '');
      found = await versionOf(client, schema);
    }
    client.release();
    if (found > known) return err({ type: 'SchemaTooNew', known, found });
    return found === known
      ? ok({ from, to: found, schema })
      : err({ type: 'RepositoryUnavailable', cause: 'another instance is migrating the tables' });
  } catch (cause) {
    client?.release(true);
    return err({ type: 'RepositoryUnavailable', cause });
  }
};
