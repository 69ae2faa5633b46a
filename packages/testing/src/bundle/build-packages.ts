import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WORKSPACE_ROOT } from '../workspace-root.js';

const run = promisify(execFile);

/** What runs in a browser, and what of it is published. */
const PACKAGES = ['core', 'adapters-http'];
const PUBLISHED = ['src', 'package.json', 'tsconfig.build.json'];

/** Packages as they are published, apart from those one works on. */
export interface BuiltPackages {
  /** Below here, `@loyalty-programs/…` is what was built. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Builds the packages that run in a browser, with the settings they are published with. The types are checked
 * elsewhere, and do not change what is built.
 */
export async function buildPackages(): Promise<BuiltPackages> {
  // Within the workspace, so that everything else is found in its `node_modules`.
  const cache = join(WORKSPACE_ROOT, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'built-packages-'));
  const scope = join(folder, 'node_modules/@loyalty-programs');
  await mkdir(scope, { recursive: true });
  await cp(join(WORKSPACE_ROOT, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  await Promise.all(PACKAGES.map((name) => build(folder, scope, name)));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function build(folder: string, scope: string, name: string): Promise<void> {
  const place = join(folder, 'packages', name);
  await Promise.all(
    PUBLISHED.map((entry) =>
      cp(join(WORKSPACE_ROOT, 'packages', name, entry), join(place, entry), { recursive: true }),
    ),
  );
  await symlink(place, join(scope, name), 'junction');
  const compiler = join(WORKSPACE_ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', join(place, 'tsconfig.build.json'), '--noCheck']);
}
