import { join } from 'node:path';
import { bundleProgram } from './bundle/bundle-program.js';
import { afterwards } from './cleanup.js';
import { WORKSPACE_ROOT } from './workspace-root.js';

const SERVICE = join(WORKSPACE_ROOT, 'apps/service');

/** Arguments of Node that run the service from its sources, as `pnpm start` does. */
export const SERVICE_SOURCES: readonly string[] = [
  '--conditions=@loyalty-programs/source',
  '--import=tsx',
  join(SERVICE, 'src/main.ts'),
];

const EXTERNAL = [
  '@photostructure/sqlite',
  'commander',
  'inversify',
  'neverthrow',
  'pg',
  'pino',
  'reflect-metadata',
];

let bundled: readonly string[] | undefined;

const bundle = (): readonly string[] => {
  afterwards(() => {
    bundled = undefined;
  });
  return [bundleProgram(SERVICE, 'src/main.ts', EXTERNAL)];
};

/**
 * Arguments of Node that run the service from one file, which `cleanUp` removes: it starts in a third of the time.
 */
export const bundledService = (): readonly string[] => (bundled ??= bundle());
