import { relative, resolve } from 'node:path';
import { type BuildOptions, type Plugin, build as buildOnce } from 'esbuild';
import { WORKSPACE_ROOT } from '../workspace-root.js';
import type { BuiltPackages } from './build-packages.js';

/** What a page loads. */
export interface Bundle {
  readonly code: Uint8Array;
  /** The files it is made of, as paths from the root of the workspace, and how many bytes of each are in it. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** Resolves our own packages to what was built, by the exports that everybody sees. */
const builtPackages = ({ folder }: BuiltPackages): Plugin => ({
  name: 'built-packages',
  setup: (build) => {
    build.onResolve({ filter: /^@loyalty-programs\// }, ({ path, kind, resolveDir }) =>
      resolveDir.startsWith(folder) ? undefined : build.resolve(path, { kind, resolveDir: folder }),
    );
  },
});

/**
 * Bundles an entry for browsers. Fails if anything in it needs what only Node has: nothing is put in its
 * place.
 */
export async function bundle(packages: BuiltPackages, options: BuildOptions): Promise<Bundle> {
  const { outputFiles, metafile } = await buildOnce({
    absWorkingDir: WORKSPACE_ROOT,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    // What esbuild reads by itself has paths for sources.
    tsconfigRaw: {},
    ...options,
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [builtPackages(packages)],
  });
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (file === undefined || output === undefined) throw new Error('nothing was bundled');
  const inputs = Object.entries(output.inputs).map(([path, { bytesInOutput }]): [string, number] => [
    relative(WORKSPACE_ROOT, resolve(WORKSPACE_ROOT, path)),
    bytesInOutput,
  ]);
  return { code: file.contents, inputs: new Map(inputs) };
}
