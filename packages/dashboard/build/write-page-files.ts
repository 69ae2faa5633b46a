import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage } from '../src/files/bundle-page.js';

// Builds the page for publication: a module with its files as texts, which needs no file system.

const folder = join(import.meta.dirname, '../dist/files');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'stored.js'), `export const STORED = ${JSON.stringify(await bundlePage())};\n`);
