import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuiltPackages } from '@loyalty-programs/testing/bundle/build-packages';
import { bundle } from '@loyalty-programs/testing/bundle/bundle';

const root = resolve(import.meta.dirname, '../..');

/** How many bytes a page has to load. */
export interface Weight {
  readonly minified: number;
  readonly gzipped: number;
  /** Minified, by the package or the part of one that they come from, the heaviest first. */
  readonly parts: readonly (readonly [part: string, bytes: number])[];
}

/** `…/node_modules/neverthrow/dist/index.es.js` → `neverthrow`; of ours, the folder within the package too. */
const partOf = (path: string): string => {
  const ours = /packages\/([^/]+)\/dist\/(.+)\.js$/u.exec(path);
  if (ours !== null) return `${ours[1] ?? ''}/${ours[2] ?? ''}`;
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? path;
};

const partsOf = (files: ReadonlyMap<string, number>): Weight['parts'] => {
  const parts = new Map<string, number>();
  for (const [path, bytes] of files) parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytes);
  return [...parts].filter(([, bytes]) => bytes > 0).sort(([, a], [, b]) => b - a);
};

/** Weighs what a page loads for these exports: bundled, minified, and compressed by gzip at its best. */
export const weigh = async (packages: BuiltPackages, exports: readonly string[]): Promise<Weight> => {
  const { code, inputs } = await bundle(packages, {
    stdin: { contents: exports.join('\n'), resolveDir: root, sourcefile: 'page.js' },
    minify: true,
    legalComments: 'none',
  });
  return { minified: code.length, gzipped: gzipSync(code, { level: 9 }).length, parts: partsOf(inputs) };
};
