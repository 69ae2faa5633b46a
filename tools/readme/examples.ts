import { readFile, readdir } from 'node:fs/promises';

export const root = new URL('../../', import.meta.url);

/** Reads a file of the repository. */
export const textOf = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

/** The names of the entries of a folder that end with `suffix`. */
const entriesOf = async (folder: string, suffix: string): Promise<readonly string[]> =>
  (await readdir(new URL(folder, root))).filter((name) => name.endsWith(suffix)).sort();

/** The READMEs of the packages. */
export const packageReadmes = async (): Promise<readonly string[]> =>
  (await entriesOf('packages/', '')).map((name) => `packages/${name}/README.md`);

/** The pages that may show examples. */
export const pages = async (): Promise<readonly string[]> => [
  'README.md',
  ...(await entriesOf('docs/', '.md')).map((name) => `docs/${name}`),
  ...(await packageReadmes()),
];

export const exampleFiles = async (): Promise<readonly string[]> =>
  (await entriesOf('examples/', '.ts')).map((name) => `examples/${name}`);

/** A code block that shows a file, named in the comment above it. */
const SHOWN = /<!-- (examples\/[\w-]+\.ts) -->\n\n```ts\n[^]*?```/gu;

export const pathsShownIn = (page: string): readonly string[] =>
  [...page.matchAll(SHOWN)].map(([, path = '']) => path);

/** The page with the files as they are now. */
export const withExamples = async (page: string): Promise<string> => {
  const paths = pathsShownIn(page);
  const files = await Promise.all(paths.map(textOf));
  const code = new Map(paths.map((path, index) => [path, files[index] ?? '']));
  return page.replace(
    SHOWN,
    (_, path: string) => `<!-- ${path} -->\n\n\`\`\`ts\n${code.get(path) ?? ''}\`\`\``,
  );
};
