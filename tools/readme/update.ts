import { readFile, writeFile } from 'node:fs/promises';
import { withExamples } from './examples.js';

const readme = new URL('../../README.md', import.meta.url);
await writeFile(readme, await withExamples(await readFile(readme, 'utf8')));
