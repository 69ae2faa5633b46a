import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { sqliteModule } from '@loyalty-programs/container/sqlite';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Result, err } from 'neverthrow';
import type { Logger } from 'pino';
import { type ConfigError, configError, reasonOf } from '../errors.js';
import { migrationFailure, type Store } from './store.js';

/** How many bytes a disk must have left for changes to be possible. */
const MIN_FREE = 1024 * 1024;

/** The result code of SQLite for a lock that another connection holds. */
const BUSY = 5;

/** Fails where the file can't be written. A lock that another process holds for a while is no failure. */
const checkWritability = (database: DatabaseSyncInstance): void => {
  try {
    database.exec('BEGIN IMMEDIATE');
    database.exec('ROLLBACK');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === BUSY)) throw error;
  }
};

/** Whether a change can be made now; rejects with the reason where it can't. */
const checkReadiness = async (database: DatabaseSyncInstance, file: string): Promise<boolean> => {
  database.prepare('SELECT 1 FROM loyalty_programs LIMIT 1').all();
  checkWritability(database);
  const { bavail, bsize } = await statfs(dirname(file));
  if (bavail * bsize < MIN_FREE) throw new Error(`the disk of ${file} is full`);
  return true;
};

/** Opens the programs in a SQLite file, which is made at the first start. */
export const openSqliteStore = (file: string, logger: Logger): Result<Store, ConfigError> => {
  try {
    const database = new DatabaseSync(file);
    configure(database);
    return migrate(database)
      .map(({ from }): Store => ({
        module: sqliteModule(database, {
          onUnreadable: ({ type, cause, siteId, sequence }) => {
            logger.warn(
              { type, reason: reasonOf(cause), siteId, sequence },
              'the feed sets aside an event that cannot be read',
            );
          },
        }),
        isNew: from === 0,
        isReady: () => checkReadiness(database, file),
        close: async () => {
          database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
          database.close();
          return Promise.resolve();
        },
      }))
      .mapErr((failure) => migrationFailure(`DATA_DIR: ${file}`, failure));
  } catch (error) {
    return err(configError(`DATA_DIR: ${file} can't be used: ${reasonOf(error)}`));
  }
};
