import { readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** A code block of the README that shows a file, named in the comment above it. */
const SHOWN = /<!-- (examples\/[\w-]+\.ts) -->\n\n```ts\n[^]*?```/gu;

export const pathsShownIn = (readme: string): readonly string[] =>
  [...readme.matchAll(SHOWN)].map(([, path = '']) => path);

/** The README with the files as they are now. */
export const withExamples = async (readme: string): Promise<string> => {
  const paths = pathsShownIn(readme);
  const files = await Promise.all(paths.map((path) => readFile(new URL(path, root), 'utf8')));
  const code = new Map(paths.map((path, index) => [path, files[index] ?? '']));
  return readme.replace(
    SHOWN,
    (_, path: string) => `<!-- ${path} -->\n\n\`\`\`ts\n${code.get(path) ?? ''}\`\`\``,
  );
};
