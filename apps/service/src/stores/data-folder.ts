import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from '../config/bad-setting.js';
import { hasCode, reasonOf } from '../reason.js';

/** A data folder that is this process's alone. */
interface DataFolder {
  /** Lets another process have it. The end of this one does so too, however it comes. */
  readonly release: () => void;
}

/**
 * Takes a data folder for this process. The lock is one of SQLite on a file of its own, so the system drops it
 * with the process, and the data itself can be read beside it, for a backup say.
 */
const takeDataFolder = async (dataDir: string): Promise<Result<DataFolder, BadSetting>> => {
  let lock: Database.Database | undefined;
  try {
    await mkdir(dataDir, { recursive: true });
    lock = new Database(join(dataDir, 'lock'), { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    const held = lock;
    return ok({
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

/** The file in a data folder that the programs are in. */
export const databaseFileIn = (dataDir: string): string => join(dataDir, 'loyalty-programs.db');

/** Opens what is kept in a data folder. The folder is this process's alone until it is closed again. */
export const openInDataFolder = async <Opened extends { close(): Promise<void> }>(
  dataDir: string,
  open: (file: string) => Result<Opened, BadSetting>,
): Promise<Result<Opened, BadSetting>> => {
  const folder = await takeDataFolder(dataDir);
  if (folder.isErr()) return err(folder.error);
  const { release } = folder.value;
  const opened = open(databaseFileIn(dataDir));
  if (opened.isErr()) release();
  return opened.map((store) => ({
    ...store,
    close: async () => {
      await store.close();
      release();
    },
  }));
};
