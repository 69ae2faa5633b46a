import type { Result } from 'neverthrow';
import type { Logger } from 'pino';
import type { ConfigError } from '../errors.js';
import type { StoreSettings } from '../config/store-settings.js';
import { openInDataFolder } from './data-folder.js';
import type { Store } from './store.js';

/** Opens the store of the configuration: the database server that it names, or else a file in the data folder. */
export const openStore = async (
  { postgres, dataDir }: StoreSettings,
  logger: Logger,
): Promise<Result<Store, ConfigError>> => {
  // Each store brings a driver along, which the other one need not wait for.
  if (postgres !== undefined) {
    const { openPostgresStore } = await import('./postgres-store.js');
    return openPostgresStore(postgres, logger);
  }
  const { openSqliteStore } = await import('./sqlite-store.js');
  return openInDataFolder(dataDir, (file) => openSqliteStore(file, logger));
};
