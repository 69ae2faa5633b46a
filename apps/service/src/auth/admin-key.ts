import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Result, err, ok } from 'neverthrow';
import { type ConfigError, configError, hasCode, reasonOf } from '../errors.js';
import { isUsableKey } from './authenticate.js';

/** The key for all sites with all permissions, and where an operator finds it. */
export interface AdminKey {
  readonly key: string;
  /** The file that holds it; absent where it came with the configuration. */
  readonly file?: string;
  /** It was made just now. */
  readonly isNew: boolean;
}

const FILE_NAME = 'admin.key';

/** Of two services that start at once one makes the key and the other reads it: the file is whole or absent. */
const makeKey = async (file: string): Promise<AdminKey> => {
  const key = `lp_${randomBytes(24).toString('base64url')}`;
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${key}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return { key, file, isNew: true };
};

const readKey = async (file: string): Promise<AdminKey> => {
  const key = (await readFile(file, 'utf8')).trim();
  if (!isUsableKey(key)) throw new TypeError(`${file} does not hold a key; delete it to have one made`);
  return { key, file, isNew: false };
};

/** The admin key in the data folder, readable only by its owner; created at the first start. */
export const loadOrCreateAdminKey = async (dataDir: string): Promise<Result<AdminKey, ConfigError>> => {
  const file = join(dataDir, FILE_NAME);
  try {
    await mkdir(dataDir, { recursive: true });
    return ok(
      await readKey(file)
        .catch((error: unknown) => {
          if (hasCode(error, 'ENOENT')) return makeKey(file);
          throw error;
        })
        .catch((error: unknown) => {
          if (hasCode(error, 'EEXIST')) return readKey(file);
          throw error;
        }),
    );
  } catch (error) {
    return err(configError(`DATA_DIR can't be used: ${reasonOf(error)}`));
  }
};
