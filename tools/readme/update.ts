import { writeFile } from 'node:fs/promises';
import { pages, root, textOf, withExamples } from './examples.js';

for (const page of await pages()) {
  await writeFile(new URL(page, root), await withExamples(await textOf(page)));
}
