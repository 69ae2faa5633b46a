import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { type Row, numberIn } from '../../rows/index.js';
import { OPENING_BUSY_TIMEOUT, type SqliteDatabase } from '../sqlite-database.js';
import { type Result, err, ok } from 'neverthrow';
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

const firstRow = (database: SqliteDatabase, sql: string): Row | undefined =>
  database.prepare(sql).all().find(isRecord);

const versionOf = (database: SqliteDatabase): number => {
  const row = firstRow(database, 'SELECT max(version) AS version FROM loyalty_schema_versions');
  return row === undefined || row['version'] === null ? 0 : numberIn(row, 'version');
};

const hasVersions = (database: SqliteDatabase): boolean =>
  firstRow(database, "SELECT 1 FROM sqlite_schema WHERE name = 'loyalty_schema_versions'") !== undefined;

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
    try {
      database.exec('ROLLBACK');
    } catch {
      // A full disk, say, makes SQLite roll back by itself.
    }
    throw error;
  }
};

/** Lets SQLite wait for other processes meanwhile, which may migrate too. */
const waitingForOthers = <T>(database: SqliteDatabase, work: () => T): T => {
  const row = firstRow(database, 'PRAGMA busy_timeout');
  const own = row === undefined ? 0 : numberIn(row, 'timeout');
  database.exec(`PRAGMA busy_timeout = ${Math.max(own, OPENING_BUSY_TIMEOUT)}`);
  try {
    return work();
  } finally {
    database.exec(`PRAGMA busy_timeout = ${own}`);
  }
};

const foundVersion = (database: SqliteDatabase): number => (hasVersions(database) ? versionOf(database) : 0);

const migrated = (from: number, known: number): Result<Migrated, SchemaTooNew> =>
  from > known ? err({ type: 'SchemaTooNew', known, found: from }) : ok({ from, to: known });

/** What `migrate` would do. It only reads. */
export const plannedMigration = (
  database: SqliteDatabase,
): Result<Migrated, SchemaTooNew | RepositoryUnavailable> => {
  try {
    return migrated(foundVersion(database), MIGRATIONS.length);
  } catch (cause) {
    return err({ type: 'RepositoryUnavailable', cause });
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
    const from = waitingForOthers(database, () => {
      const found = foundVersion(database);
      return found < known ? takeMissingSteps(database, migrations) : found;
    });
    return migrated(from, known);
  } catch (cause) {
    return err({ type: 'RepositoryUnavailable', cause });
  }
};
