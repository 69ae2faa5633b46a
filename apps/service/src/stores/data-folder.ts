import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from '../settings/bad-setting.js';
import { hasCode, reasonOf } from '../reason.js';

/** A data folder that is this process's alone. */
export interface DataFolder {
  /** The path of a file in it. */
  readonly file: (name: string) => string;
  /** Lets another process have it. The end of this one does so too, however it comes. */
  readonly release: () => void;
}

/**
 * Takes a data folder for this process. The lock is one of SQLite on a file of its own, so the system drops it
 * with the process, and the data itself can be read beside it, for a backup say.
 */
export const takeDataFolder = async (dataDir: string): Promise<Result<DataFolder, BadSetting>> => {
  let lock: Database.Database | undefined;
  try {
    await mkdir(dataDir, { recursive: true });
    lock = new Database(join(dataDir, 'lock'), { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    const held = lock;
    return ok({
      file: (name) => join(dataDir, name),
      release: () => {
        held.close();
      },
    });
  } catch (error) {
    lock?.close();
    return err(
      badSetting(
        hasCode(error, 'SQLITE_BUSY')
          ? `DATA_DIR ${dataDir} is in use by another instance`
          : `DATA_DIR can't be used: ${reasonOf(error)}`,
      ),
    );
  }
};
