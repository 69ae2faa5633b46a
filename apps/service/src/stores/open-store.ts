import { type Result, err } from 'neverthrow';
import type { Logger } from 'pino';
import type { BadSetting } from '../settings/bad-setting.js';
import type { StoreSettings } from '../settings/store-settings.js';
import { takeDataFolder } from './data-folder.js';
import type { Store } from './store.js';

export const DATABASE_FILE = 'loyalty-programs.db';

/** Opens the store of the configuration: the database server that it names, or else a file in the data folder. */
export const openStore = async (
  { databaseUrl, dataDir }: StoreSettings,
  logger: Logger,
): Promise<Result<Store, BadSetting>> => {
  // Each store brings a driver along, which the other one need not wait for.
  if (databaseUrl !== undefined) {
    const { openPostgresStore } = await import('./postgres-store.js');
    return openPostgresStore(databaseUrl, logger);
  }
  const { openSqliteStore } = await import('./sqlite-store.js');
  const folder = await takeDataFolder(dataDir);
  if (folder.isErr()) return err(folder.error);
  const { file, release } = folder.value;
  const store = openSqliteStore(file(DATABASE_FILE));
  if (store.isErr()) release();
  return store.map((opened) => ({
    ...opened,
    close: async () => {
      await opened.close();
      release();
    },
  }));
};
