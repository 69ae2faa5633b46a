import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { StoredPageFiles } from './page-files.js';

/** Bundles the sources of the page: one script, one style sheet, and a script for each language. */
export const bundlePage = async (): Promise<StoredPageFiles> => {
  // By the name of the package: this file may itself have become part of a bundle elsewhere.
  const page = new URL('../src/page/', import.meta.resolve('@loyalty-programs/dashboard'));
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(page),
    entryPoints: ['main.tsx', 'style.css'],
    outdir: 'out',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    conditions: ['@loyalty-programs/source'],
    // What esbuild reads by itself has paths for sources.
    tsconfigRaw: {},
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  const files = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
  const named = (start: string, end: string): string => {
    const name = Object.keys(files).find((each) => each.startsWith(start) && each.endsWith(end));
    if (name === undefined) throw new TypeError(`the page has no ${start}*${end}`);
    return name;
  };
  return { script: named('main-', '.js'), style: named('style-', '.css'), files };
};
