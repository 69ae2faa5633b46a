import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { numberIn } from '../../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { rowOf } from '../rows.js';
import type { SqliteDatabase } from '../sqlite-database.js';
import { MIGRATIONS } from './migrations.js';

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
}

const VERSIONS = `CREATE TABLE IF NOT EXISTS loyalty_schema_versions (
  version INTEGER PRIMARY KEY,
  applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT`;

const versionOf = (database: SqliteDatabase): number => {
  const row = rowOf(database.prepare('SELECT max(version) AS version FROM loyalty_schema_versions').get());
  return row === undefined || row['version'] === null ? 0 : numberIn(row, 'version');
};

const hasVersions = (database: SqliteDatabase): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'loyalty_schema_versions'").get() !== undefined;

/** Takes the steps that are missing, one process at a time. Returns the version that it found. */
const takeMissingSteps = (database: SqliteDatabase, migrations: readonly string[]): number => {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(VERSIONS);
    const from = versionOf(database);
    for (const [index, sql] of migrations.entries()) {
      if (index < from) continue;
      database.exec(sql);
      database.exec(`INSERT INTO loyalty_schema_versions (version) VALUES (${index + 1})`);
    }
    database.exec('COMMIT');
    return from;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};

/**
 * Brings the tables to the version of this package, all steps in one transaction. Any number of processes may
 * do it at once; where there is nothing to do it only reads. It never goes back.
 */
export const migrate = (
  database: SqliteDatabase,
  migrations: readonly string[] = MIGRATIONS,
): Result<Migrated, SchemaTooNew | RepositoryUnavailable> => {
  const known = migrations.length;
  try {
    const found = hasVersions(database) ? versionOf(database) : 0;
    const from = found < known ? takeMissingSteps(database, migrations) : found;
    return from > known ? err({ type: 'SchemaTooNew', known, found: from }) : ok({ from, to: known });
  } catch (cause) {
    return err({ type: 'RepositoryUnavailable', cause });
  }
};
