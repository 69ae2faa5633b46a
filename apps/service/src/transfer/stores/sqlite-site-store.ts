import {
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  SqliteSiteDirectory,
  configure,
  migrate,
  plannedMigration,
} from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { type Result, err } from 'neverthrow';
import { type ConfigError, configError, reasonOf } from '../../errors.js';
import { migrationFailure } from '../../stores/store.js';
import {
  type Access,
  type OpenedSiteStore,
  type SiteStore,
  type TableVersions,
  transactBy,
} from './site-store.js';

/** How long, in milliseconds, a statement waits for another process. */
const BUSY_TIMEOUT = 5000;

const storeOn = (database: DatabaseSyncInstance, access: Access): SiteStore => ({
  repository: new SqliteLoyaltyProgramRepository(database),
  installations: new SqliteInstallations(database),
  sites: new SqliteSiteDirectory(database),
  transact: transactBy(access === 'read' ? 'BEGIN' : 'BEGIN IMMEDIATE', async (sql) => {
    database.exec(sql);
    return Promise.resolve();
  }),
  close: async () => {
    if (access === 'write') database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    return Promise.resolve();
  },
});

const unusable = (file: string, error: unknown): ConfigError =>
  configError(`DATA_DIR: ${file} can't be used: ${reasonOf(error)}`);

/** What opening the file to write would do to its tables; a missing file has none. */
export const plannedSqliteMigration = (file: string): Result<TableVersions, ConfigError> => {
  let database: DatabaseSyncInstance | undefined;
  try {
    // In memory, the plan is that of an empty database.
    database = existsSync(file) ? new DatabaseSync(file, { readOnly: true }) : new DatabaseSync(':memory:');
    return plannedMigration(database).mapErr((failure) => migrationFailure(`DATA_DIR: ${file}`, failure));
  } catch (error) {
    return err(unusable(file, error));
  } finally {
    database?.close();
  }
};

/** Opens the sites in a SQLite file. To write, the file is made, and its tables; to read, they have to be there. */
export const openSqliteSiteStore = (file: string, access: Access): Result<OpenedSiteStore, ConfigError> => {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: access === 'read' });
    if (access === 'write') configure(database);
    // Nobody else uses this process, so SQLite itself may wait.
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    const opened = database;
    const migrated = migrate(opened);
    if (migrated.isErr()) opened.close();
    return migrated
      .map((versions) => ({ ...storeOn(opened, access), migrated: versions }))
      .mapErr((failure) => migrationFailure(`DATA_DIR: ${file}`, failure));
  } catch (error) {
    database?.close();
    return err(unusable(file, error));
  }
};
