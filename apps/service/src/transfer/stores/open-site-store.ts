import type { Result } from 'neverthrow';
import type { ConfigError } from '../../errors.js';
import { databaseFileIn, openInDataFolder } from '../../stores/data-folder.js';
import type { StoreSettings } from '../../config/store-settings.js';
import { openPostgresSiteStore, plannedPostgresMigration } from './postgres-site-store.js';
import type { Access, OpenedSiteStore, TableVersions } from './site-store.js';
import { openSqliteSiteStore, plannedSqliteMigration } from './sqlite-site-store.js';

/**
 * Opens the store of the service for a command. A data folder that is written to is this process's alone: it is
 * refused while a service runs on it. Reading goes on beside a service.
 */
export const openSiteStore = async (
  { postgres, dataDir }: StoreSettings,
  access: Access,
): Promise<Result<OpenedSiteStore, ConfigError>> => {
  if (postgres !== undefined) return openPostgresSiteStore(postgres, access);
  return access === 'read'
    ? openSqliteSiteStore(databaseFileIn(dataDir), access)
    : openInDataFolder(dataDir, (file) => openSqliteSiteStore(file, access));
};

/** What opening the store to write would do to its tables. It only reads, and may run beside a service. */
export const plannedMigrationOf = async ({
  postgres,
  dataDir,
}: StoreSettings): Promise<Result<TableVersions, ConfigError>> =>
  postgres === undefined
    ? plannedSqliteMigration(databaseFileIn(dataDir))
    : plannedPostgresMigration(postgres);
