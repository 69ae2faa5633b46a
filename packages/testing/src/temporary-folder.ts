import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './cleanup.js';

/** An empty folder that goes away with the tests of the file. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-'));
  afterwards(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};
