import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterwards } from '../cleanup.js';

/**
 * Makes one file of a program, which starts in a third of the time that its sources take. `cleanUp` removes it.
 * `folder` is that of the package whose dependencies the program finds.
 */
export const bundleProgram = (folder: string, entry: string, external: readonly string[]): string => {
  const cache = join(folder, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outfile = join(cache, `${basename(entry, '.ts')}-${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(folder, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['@loyalty-programs/source'],
    external: [...external],
    logLevel: 'silent',
  });
  afterwards(() => {
    rmSync(outfile, { force: true });
  });
  return outfile;
};
