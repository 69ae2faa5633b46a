import { mkdir, open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Result, err, ok } from 'neverthrow';
import { type ConfigError, configError, reasonOf } from '../errors.js';

/** The result code of SQLite for a lock that another connection holds. */
const BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === BUSY;

/** The file in a data folder that the programs are in. */
export const databaseFileIn = (dataDir: string): string => join(dataDir, 'loyalty-programs.db');

/** A data folder that is this process's alone. */
interface DataFolder {
  /** Lets another process have it. The end of this one does so too, however it comes. */
  readonly release: () => void;
}

/** Creates a file that only its owner may read. SQLite gives its mode to the files that it adds beside it. */
const createPrivately = async (file: string): Promise<void> => {
  await (await openFile(file, 'a', 0o600)).close();
};

/**
 * Takes a data folder for this process. The lock is one of SQLite on a file of its own, so the system drops it
 * with the process, and the data itself can be read beside it, for a backup say.
 */
const takeDataFolder = async (dataDir: string): Promise<Result<DataFolder, ConfigError>> => {
  let lock: DatabaseSyncInstance | undefined;
  try {
    await mkdir(dataDir, { recursive: true });
    const file = join(dataDir, 'lock');
    await createPrivately(file);
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    await createPrivately(databaseFileIn(dataDir));
    const held = lock;
    return ok({
      release: () => {
        held.close();
      },
    });
  } catch (error) {
    lock?.close();
    return err(
      configError(
        isBusy(error)
          ? `DATA_DIR ${dataDir} is in use by another instance`
          : `DATA_DIR can't be used: ${reasonOf(error)}`,
      ),
    );
  }
};

/** Opens a data folder and locks it for this process until it is closed. */
export const openInDataFolder = async <Opened extends { close(): Promise<void> }>(
  dataDir: string,
  open: (file: string) => Result<Opened, ConfigError>,
): Promise<Result<Opened, ConfigError>> => {
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
