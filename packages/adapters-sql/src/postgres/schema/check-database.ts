import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { type Row, numberIn, optionalTextIn } from '../../rows/index.js';
import { hasSqlState, unavailable } from '../failure.js';
import { type Queryable, quoteIdentifier } from '../options.js';
import { type DatabaseUnfit, databaseUnfit } from './migrate.js';
import { MIGRATIONS } from './migrations.js';

/** What is going to be done: `read` is content with a standby. */
export type DatabaseAccess = 'read' | 'write';

const NEEDED: readonly (readonly [table: string, reads: readonly string[], writes: readonly string[]])[] = [
  ['loyalty_programs', ['SELECT'], ['INSERT', 'UPDATE']],
  ['loyalty_program_events', ['SELECT'], ['INSERT', 'UPDATE', 'DELETE']],
  ['loyalty_program_snapshots', ['SELECT'], ['INSERT', 'DELETE']],
  ['loyalty_installations', ['SELECT'], ['INSERT', 'UPDATE', 'DELETE']],
  ['loyalty_event_feed', [], ['SELECT', 'UPDATE']],
  ['loyalty_keys', ['SELECT'], ['INSERT', 'UPDATE', 'DELETE']],
];

const neededFor = (access: DatabaseAccess): string =>
  NEEDED.flatMap(([table, reads, writes]) =>
    [...reads, ...(access === 'write' ? writes : [])].map((privilege) => `('${table}', '${privilege}')`),
  ).join(', ');

const checkIn = (schema: string, access: DatabaseAccess): string => `
WITH needed AS (
  SELECT name, privilege, to_regclass(format('%I.%I', $1::text, name))::oid AS found
  FROM (VALUES ${neededFor(access)}) AS list(name, privilege)
)
SELECT pg_is_in_recovery() AS in_recovery, current_setting('transaction_read_only') = 'on' AS read_only,
  (SELECT max(version) FROM ${quoteIdentifier(schema)}.loyalty_schema_versions) AS version,
  (SELECT min(name) FROM needed WHERE found IS NULL) AS missing_table,
  (SELECT min(privilege || ' on ' || name) FROM needed WHERE NOT CASE privilege
    WHEN 'DELETE' THEN has_table_privilege(found, privilege) ELSE has_any_column_privilege(found, privilege)
  END) AS missing_privilege`;

const UNDEFINED_TABLE = '42P01';
const MISSING_PRIVILEGE = '42501';

const reasonIn = (row: Row, schema: string, access: DatabaseAccess): string | undefined => {
  const version = row['version'] === null ? 0 : numberIn(row, 'version');
  // Tables of a later version are fine: steps only add.
  if (version < MIGRATIONS.length) {
    return `the tables in schema "${schema}" are of version ${version}, not ${MIGRATIONS.length}: migrate them`;
  }
  const table = optionalTextIn(row, 'missing_table');
  if (table !== null) return `schema "${schema}" has no table ${table}`;
  const privilege = optionalTextIn(row, 'missing_privilege');
  if (privilege !== null) return `the user lacks the privilege ${privilege} in schema "${schema}"`;
  if (access === 'read') return undefined;
  if (row['in_recovery'] === true)
    return 'the server is in recovery, a standby for instance: it takes no changes';
  if (row['read_only'] === true) return 'the server or the user is read-only (default_transaction_read_only)';
  return undefined;
};

/**
 * Whether the adapters can do their work: tables of this version, the privileges of the user, a server that takes
 * changes. One statement that reads the catalogue, cheap enough for a readiness probe every second.
 */
export const checkDatabase = async (
  database: Queryable,
  { schema, access = 'write' }: { readonly schema: string; readonly access?: DatabaseAccess },
): Promise<Result<void, DatabaseUnfit | RepositoryUnavailable>> => {
  try {
    const { rows } = await database.query({ text: checkIn(schema, access), values: [schema] });
    const [row] = rows;
    const reason = row === undefined ? 'the server does not answer the check' : reasonIn(row, schema, access);
    return reason === undefined ? ok(undefined) : err(databaseUnfit(reason));
  } catch (cause) {
    if (hasSqlState(cause, UNDEFINED_TABLE)) {
      return err(databaseUnfit(`schema "${schema}" has no tables of this package: migrate them`));
    }
    if (hasSqlState(cause, MISSING_PRIVILEGE) && cause instanceof Error)
      return err(databaseUnfit(cause.message));
    return unavailable(cause);
  }
};
