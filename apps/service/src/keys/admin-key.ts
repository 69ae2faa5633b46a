import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from '../configuration.js';
import { hasCode, reasonOf } from '../reason.js';

/** The key for all sites with all permissions, and where an operator finds it. */
export interface AdminKey {
  readonly key: string;
  /** The file that holds it; absent where it came with the configuration. */
  readonly file?: string;
  /** It was made just now. */
  readonly isNew: boolean;
}

const FILE_NAME = 'admin.key';

const makeKey = async (file: string): Promise<AdminKey> => {
  const key = `lp_${randomBytes(24).toString('base64url')}`;
  // `wx`: of two services that start at once one makes the key, and the other reads it.
  await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  return { key, file, isNew: true };
};

const readKey = async (file: string): Promise<AdminKey> => ({
  key: (await readFile(file, 'utf8')).trim(),
  file,
  isNew: false,
});

/** The admin key kept in the data folder, readable by its owner alone; made at the first start. */
export const keptAdminKey = async (dataDir: string): Promise<Result<AdminKey, BadSetting>> => {
  const file = join(dataDir, FILE_NAME);
  try {
    await mkdir(dataDir, { recursive: true });
    return ok(
      await makeKey(file).catch((error: unknown) => {
        if (hasCode(error, 'EEXIST')) return readKey(file);
        throw error;
      }),
    );
  } catch (error) {
    return err(badSetting(`DATA_DIR can't be used: ${reasonOf(error)}`));
  }
};
