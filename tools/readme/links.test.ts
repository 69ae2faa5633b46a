import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const FOLDERS = ['.', 'docs', 'docs/decisions', 'examples/browser'];

const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);

const pages = [...FOLDERS, ...packages].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file)),
);

/** What a page links to in this repository, without the place in it. */
const linksIn = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/gu)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/u.test(target));

it('The links of the pages lead somewhere', () => {
  const dead = pages.flatMap((page) =>
    linksIn(page)
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(pages).toContain('README.md');
  expect(dead).toEqual([]);
});
