import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

/** A key as a test writes it: its own name, in place of its hash. */
export interface KeyEntry {
  readonly key: string;
  readonly permissions: readonly string[];
  readonly sites: 'all' | readonly string[];
  readonly accountId?: string;
}

export const sha256Of = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Writes any text as a keys file, and gives its path. */
export const textAsKeysFile = (text: string): string => {
  const file = join(temporaryFolder(), 'keys.json');
  writeFileSync(file, text);
  return file;
};

/** Writes a keys file the way an operator does: with the hashes of the keys. */
export const keysFile = (entries: readonly KeyEntry[]): string =>
  textAsKeysFile(
    JSON.stringify({
      keys: entries.map(({ key, ...entry }) => ({ name: key, sha256: sha256Of(key), ...entry })),
    }),
  );
