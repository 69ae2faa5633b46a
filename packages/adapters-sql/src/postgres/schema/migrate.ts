import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { err, ok, type Result } from 'neverthrow';
import { numberIn, type Row, textIn } from '../../rows/index.js';
import { borrow } from '../borrow.js';
import { hasSqlState, unavailable } from '../failure.js';
import { firstSchemaOf, type PostgresOptions, quoteIdentifier, SEARCH_PATH } from '../options.js';
import { MIGRATIONS } from './migrations.js';

/** The database can't store programs as it is configured. Nothing was changed. */
export interface DatabaseUnfit {
  readonly type: 'DatabaseUnfit';
  /** What is wrong, in one line for an operator. */
  readonly reason: string;
}

export const databaseUnfit = (reason: string): DatabaseUnfit => ({ type: 'DatabaseUnfit', reason });

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

const UNDEFINED_COLUMN = '42703';

/** Another instance was quicker: a key, a table or a type exists already. */
const QUICKER = ['23505', '42P07', '42710'];

/** Thrown within this file, for `DatabaseUnfit`. */
class Unfit extends Error {}

const versionTableIn = (schema: string): string => `${quoteIdentifier(schema)}.loyalty_schema_versions`;

const versionOf = async (client: MigrationClient, schema: string): Promise<number> => {
  try {
    const { rows } = await client.query(`SELECT max(version) AS version FROM ${versionTableIn(schema)}`);
    const [row] = rows;
    return row === undefined || row['version'] === null ? 0 : numberIn(row, 'version');
  } catch (error) {
    if (hasSqlState(error, UNDEFINED_TABLE)) return 0;
    if (hasSqlState(error, UNDEFINED_COLUMN))
      throw new Unfit(`${versionTableIn(schema)} is a table of something else`);
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

/**
 * Takes one step. The version is written first: its key lets only one instance take the step, the others wait.
 * Returns what was there already.
 */
const step = async (
  client: MigrationClient,
  schema: string,
  version: number,
  sql: string,
): Promise<string | undefined> => {
  const table = versionTableIn(schema);
  try {
    if (version === 1) await client.query(`CREATE TABLE IF NOT EXISTS ${table} ${VERSION_COLUMNS}`);
    await inTransaction(client, [
      // The steps name their tables without a schema, and see this one alone.
      `SET LOCAL search_path = ${quoteIdentifier(schema)}`,
      `INSERT INTO ${table} (version) VALUES (${version})`,
      sql,
    ]);
    return undefined;
  } catch (error) {
    if (!hasSqlState(error, ...QUICKER) || !(error instanceof Error)) throw error;
    return error.message;
  }
};

const TABLES = [
  'loyalty_programs',
  'loyalty_program_events',
  'loyalty_program_snapshots',
  'loyalty_event_feed',
  'loyalty_installations',
];

/** A name as an SQL string. */
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Where Citus is installed: spreads the tables over its workers, all rows of a partition on one of them. */
const distribute = async (client: MigrationClient, schema: string): Promise<void> => {
  const citus = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
  if (citus.rows.length === 0) return;
  const [first = ''] = TABLES.map((table) => quoteText(`${quoteIdentifier(schema)}.${table}`));
  for (const table of TABLES) {
    const name = quoteText(`${quoteIdentifier(schema)}.${table}`);
    const done = await client.query(`SELECT 1 FROM pg_dist_partition WHERE logicalrel = ${name}::regclass`);
    if (done.rows.length > 0) continue;
    const others = name === first ? "'none'" : first;
    try {
      await client.query(`SELECT create_distributed_table(${name}, 'partition', colocate_with => ${others})`);
    } catch (error) {
      // Another instance may have been quicker.
      const again = await client.query(
        `SELECT 1 FROM pg_dist_partition WHERE logicalrel = ${name}::regclass`,
      );
      if (again.rows.length === 0) throw error;
    }
  }
};

/** Checks the encoding, and returns the schema: the one of the options, or the first of the search path. */
const schemaOf = async (client: MigrationClient, chosen: string | undefined): Promise<string> => {
  const [settings] = (await client.query(SEARCH_PATH)).rows;
  const encoding = textIn(settings ?? {}, 'encoding');
  if (encoding !== 'UTF8') {
    throw new Unfit(`the database has the encoding ${encoding}: create one with ENCODING 'UTF8'`);
  }
  return chosen ?? firstSchemaOf(settings);
};

type MigrationFailure = SchemaTooNew | DatabaseUnfit | RepositoryUnavailable;

const onClient = async (
  pool: MigrationPool,
  work: (client: MigrationClient) => Promise<Result<Migrated, MigrationFailure>>,
): Promise<Result<Migrated, MigrationFailure>> => {
  try {
    return await borrow(pool, async (client, markUsable) => {
      const result = await work(client);
      markUsable();
      return result;
    });
  } catch (cause) {
    return cause instanceof Unfit ? err(databaseUnfit(cause.message)) : unavailable(cause);
  }
};

/** What `migrate` would do. It only reads. */
export const plannedMigration = (
  pool: MigrationPool,
  options: Pick<PostgresOptions, 'schema'> = {},
): Promise<Result<Migrated, MigrationFailure>> =>
  onClient(pool, async (client) => {
    const schema = await schemaOf(client, options.schema);
    const from = await versionOf(client, schema);
    const to = MIGRATIONS.length;
    return from > to ? err({ type: 'SchemaTooNew', known: to, found: from }) : ok({ from, to, schema });
  });

/** How often a step is tried where others take steps at the same time. */
const ATTEMPTS = 10;

/**
 * Brings the tables of one schema to the version of this package, step by step, each in a transaction of its own.
 * Tables of the same names in other schemas are none of its business. Any number of instances may do it at once;
 * where there is nothing to do it only reads. It never goes back. The schema must exist. With `sharded`, and where the
 * database has the extension Citus, it distributes the tables by their partition.
 */
export const migrate = (
  pool: MigrationPool,
  options: Pick<PostgresOptions, 'schema' | 'sharded'> = {},
  migrations: readonly string[] = MIGRATIONS,
): Promise<Result<Migrated, MigrationFailure>> =>
  onClient(pool, async (client) => {
    const schema = await schemaOf(client, options.schema);
    const from = await versionOf(client, schema);
    const known = migrations.length;
    let found = from;
    let taken: string | undefined;
    for (let attempt = 0; found < known && attempt < known + ATTEMPTS; attempt += 1) {
      taken = await step(client, schema, found + 1, migrations[found] ?? '');
      found = await versionOf(client, schema);
    }
    if (found === known && options.sharded === true) await distribute(client, schema);
    if (found > known) return err({ type: 'SchemaTooNew', known, found });
    return found === known
      ? ok({ from, to: found, schema })
      : err(
          databaseUnfit(`schema "${schema}" has tables of something else: ${taken ?? 'of no known version'}`),
        );
  });
