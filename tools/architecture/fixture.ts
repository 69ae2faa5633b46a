import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by their path from the root. */
export type Tree = Readonly<Record<string, string>>;

const source = '@loyalty-programs/source';

const workspace = (name: string, entry: string): Tree => ({
  [`packages/${name}/package.json`]: JSON.stringify({
    name: `@loyalty-programs/${name}`,
    type: 'module',
    exports: { '.': { [source]: `./${entry}`, default: './dist/index.js' } },
  }),
});

const npm = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: './index.js' }),
  [`node_modules/${name}/index.js`]: 'export {};',
});

const core = "import '@loyalty-programs/core';";

/** A house in miniature in which every rule has something to guard and none is broken. */
export const soundTree: Tree = {
  ...workspace('core', 'src/index.ts'),
  'packages/core/src/index.ts':
    "export { type Program } from './loyalty-program/program.js'; import './use-cases/ask.js';",
  'packages/core/src/loyalty-program/name.ts': "import 'neverthrow';",
  'packages/core/src/loyalty-program/program.ts': "import './name.js'; export interface Program {}",
  'packages/core/src/ports/store.ts':
    "import type { Program } from '../loyalty-program/program.js'; export type Store = Program;",
  'packages/core/src/use-cases/ask.ts': "import '../ports/store.js'; import '../loyalty-program/program.js';",
  ...workspace('adapters-memory', 'src/index.ts'),
  'packages/adapters-memory/src/index.ts': core,
  ...workspace('coalescing', 'src/index.ts'),
  'packages/coalescing/src/index.ts': core,
  ...workspace('sql-rows', 'src/index.ts'),
  'packages/sql-rows/src/index.ts': core,
  ...workspace('adapters-sqlite', 'src/index.ts'),
  'packages/adapters-sqlite/src/index.ts': "import '@loyalty-programs/sql-rows';",
  ...workspace('adapters-postgres', 'src/index.ts'),
  'packages/adapters-postgres/src/index.ts': "import '@loyalty-programs/sql-rows';",
  ...workspace('contract-tests', 'src/index.ts'),
  'packages/contract-tests/src/index.ts': `${core} import 'fast-check';`,
  'packages/contract-tests/src/vitest.ts': "import './index.js'; import 'vitest';",
  ...workspace('adapters-http', 'src/server/index.ts'),
  'packages/adapters-http/src/server/index.ts': "import './bindings/node-http.js';",
  'packages/adapters-http/src/server/bindings/node-http.ts': "import 'node:http';",
  'packages/adapters-http/src/client/index.ts': `${core} import '../wire/codes.js';`,
  'packages/adapters-http/src/client/undici-transport.ts': "import 'undici';",
  'packages/adapters-http/src/wire/codes.ts': core,
  ...workspace('container', 'src/index.ts'),
  'packages/container/src/index.ts': `${core} import 'inversify'; import 'reflect-metadata';`,
  'packages/container/src/memory.ts': "import './index.js'; import '@loyalty-programs/adapters-memory';",
  'packages/container/src/sqlite.ts': "import '@loyalty-programs/adapters-sqlite';",
  'packages/container/src/postgres.ts': "import '@loyalty-programs/adapters-postgres';",
  'packages/container/src/coalescing.ts': "import '@loyalty-programs/coalescing';",
  'packages/container/test/memory.test.ts': "import '../src/memory.js'; import 'node:fs'; import 'vitest';",
  'apps/service/src/main.ts': "import '@loyalty-programs/container'; import 'pino'; import 'node:process';",
  ...['neverthrow', 'fast-check', 'vitest', 'inversify', 'reflect-metadata', 'pino', 'undici']
    .map(npm)
    .reduce(merge),
};

function merge(one: Tree, other: Tree): Tree {
  return { ...one, ...other };
}

/** Writes the tree to a fresh folder, hands that over, and removes it. */
export async function withTree<T>(tree: Tree, use: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'loyalty-architecture-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    linkPackages(root, tree);
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** As pnpm does it: packages find each other through links. */
function linkPackages(root: string, tree: Tree): void {
  const scope = join(root, 'node_modules/@loyalty-programs');
  mkdirSync(scope, { recursive: true });
  for (const path of Object.keys(tree)) {
    const name = /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1];
    if (name !== undefined) symlinkSync(join(root, 'packages', name), join(scope, name));
  }
}
