import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import type { BuiltPackages } from '../bundle/build-packages.js';

/** How many bytes a page has to load. */
export interface Weight {
  readonly minified: number;
  readonly gzipped: number;
  /** Before minifying, by the package or the part of one that they come from, the heaviest first. */
  readonly parts: readonly (readonly [part: string, bytes: number])[];
}

/** `…/node_modules/neverthrow/dist/index.es.js` → `neverthrow`; of ours, the folder within the package too. */
const partOf = (path: string): string => {
  const ours = /packages\/([^/]+)\/dist\/(.+)\.js$/u.exec(path);
  if (ours !== null) return `${ours[1] ?? ''}/${ours[2] ?? ''}`;
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? path;
};

const partsOf = (modules: Readonly<Record<string, { readonly renderedLength: number }>>): Weight['parts'] => {
  const parts = new Map<string, number>();
  for (const [path, { renderedLength }] of Object.entries(modules)) {
    parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + renderedLength);
  }
  return [...parts].filter(([, bytes]) => bytes > 0).sort(([, a], [, b]) => b - a);
};

/**
 * Weighs what a page loads for these exports: bundled and minified by Rolldown, as Vite does it, and compressed by
 * gzip at its best.
 */
export const weigh = async ({ folder }: BuiltPackages, exports: readonly string[]): Promise<Weight> => {
  const page = join(folder, 'page.js');
  await writeFile(page, exports.join('\n'));
  const bundle = await rolldown({ input: page, platform: 'browser' });
  try {
    const {
      output: [{ code, modules }],
    } = await bundle.generate({ format: 'esm', minify: true, comments: false });
    return {
      minified: Buffer.byteLength(code),
      gzipped: gzipSync(code, { level: 9 }).length,
      parts: partsOf(modules),
    };
  } finally {
    await bundle.close();
  }
};
