import { join } from 'node:path';
import { type Result, err } from 'neverthrow';
import type { BadSetting } from '../../settings/bad-setting.js';
import { takeDataFolder } from '../../stores/data-folder.js';
import { DATABASE_FILE } from '../../stores/open-store.js';
import type { StoreSettings } from '../../settings/store-settings.js';
import { openPostgresSiteStore } from './postgres-site-store.js';
import type { Access } from './site-store.js';
import { type OpenedSiteStore, openSqliteSiteStore } from './sqlite-site-store.js';

/**
 * Opens the store of the service for a command. A data folder that is written to is this process's alone: it is
 * refused while a service runs on it. Reading goes on beside a service.
 */
export const openSiteStore = async (
  { databaseUrl, dataDir }: StoreSettings,
  access: Access,
): Promise<Result<OpenedSiteStore, BadSetting>> => {
  if (databaseUrl !== undefined) return openPostgresSiteStore(databaseUrl, access);
  if (access === 'read') return openSqliteSiteStore(join(dataDir, DATABASE_FILE), access);
  const folder = await takeDataFolder(dataDir);
  if (folder.isErr()) return err(folder.error);
  const { file, release } = folder.value;
  const opened = openSqliteSiteStore(file(DATABASE_FILE), access);
  if (opened.isErr()) release();
  return opened.map(({ store, migrated }) => ({
    migrated,
    store: {
      ...store,
      close: async () => {
        await store.close();
        release();
      },
    },
  }));
};
