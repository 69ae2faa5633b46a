import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { sqliteModule } from '@loyalty-programs/container/sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import { type Result, err } from 'neverthrow';
import { type BadSetting, badSetting } from '../config/bad-setting.js';
import { reasonOf } from '../reason.js';
import { migrationFailure } from './migration-failure.js';
import type { Store } from './store.js';

/** Opens the programs in a SQLite file, which is made at the first start. */
export const openSqliteStore = (file: string): Result<Store, BadSetting> => {
  try {
    const database = new DatabaseSync(file);
    configure(database);
    return migrate(database)
      .map(({ from }): Store => ({
        module: sqliteModule(database),
        isNew: from === 0,
        isReady: async () => {
          database.prepare('SELECT 1 FROM loyalty_programs LIMIT 1').all();
          return Promise.resolve(true);
        },
        close: async () => {
          database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
          database.close();
          return Promise.resolve();
        },
      }))
      .mapErr((failure) => migrationFailure(`DATA_DIR: ${file}`, failure));
  } catch (error) {
    return err(badSetting(`DATA_DIR: ${file} can't be used: ${reasonOf(error)}`));
  }
};
