import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by their path from the root. */
export type Tree = Readonly<Record<string, string>>;

const source = '@loyalty-programs/source';

const workspace = (name: string, ...entries: readonly (readonly [path: string, file: string])[]): Tree => ({
  [`packages/${name}/package.json`]: JSON.stringify({
    name: `@loyalty-programs/${name}`,
    type: 'module',
    exports: Object.fromEntries(
      entries.map(([path, file]) => [path, { [source]: `./${file}`, default: './dist/index.js' }]),
    ),
  }),
});

const npm = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, type: 'module', exports: './index.js' }),
  [`node_modules/${name}/index.js`]: 'export {};',
});

const core = "import '@loyalty-programs/core';";

/** A house in miniature in which every rule has something to guard and none is broken. */
export const soundTree: Tree = {
  ...workspace('core', ['.', 'src/index.ts']),
  'packages/core/src/index.ts':
    "export { type Program } from './program/program.js'; import './use-cases/ask.js';",
  'packages/core/src/values/text.ts': "import 'neverthrow';",
  'packages/core/src/installation/installation.ts': "import '../values/text.js';",
  'packages/core/src/program/name.ts': "import 'neverthrow';",
  'packages/core/src/program/program.ts': "import './name.js'; export interface Program {}",
  'packages/core/src/ports/store.ts':
    "import type { Program } from '../program/program.js'; export type Store = Program;",
  'packages/core/src/use-cases/ask.ts': "import '../ports/store.js'; import '../program/program.js';",
  ...workspace('adapters-memory', ['.', 'src/index.ts']),
  'packages/adapters-memory/src/index.ts': core,
  ...workspace(
    'adapters-sql',
    ['./sqlite', 'src/sqlite/index.ts'],
    ['./postgres', 'src/postgres/index.ts'],
    ['./batching', 'src/batching/index.ts'],
  ),
  'packages/adapters-sql/src/rows/row.ts': core,
  'packages/adapters-sql/src/sqlite/index.ts': "import '../rows/row.js';",
  'packages/adapters-sql/src/postgres/index.ts': "import '../rows/row.js';",
  'packages/adapters-sql/src/batching/index.ts': core,
  ...workspace('events', ['.', 'src/index.ts']),
  'packages/events/src/index.ts': core,
  ...workspace('contract-tests', ['.', 'src/index.ts']),
  'packages/contract-tests/src/index.ts': `${core} import 'fast-check';`,
  'packages/contract-tests/src/vitest.ts': "import './index.js'; import 'vitest';",
  ...workspace('adapters-http', ['.', 'src/server/index.ts']),
  'packages/adapters-http/src/server/index.ts': "import './bindings/node-http.js';",
  'packages/adapters-http/src/server/bindings/node-http.ts': "import 'node:http';",
  'packages/adapters-http/src/client/index.ts': `${core} import '../wire.js';`,
  'packages/adapters-http/src/client/undici-transport.ts': "import 'undici';",
  'packages/adapters-http/src/wire.ts': core,
  ...workspace('webhooks', ['.', 'src/index.ts']),
  'packages/webhooks/src/index.ts':
    "import './model/webhook.js'; import 'undici'; import '@loyalty-programs/adapters-http';",
  'packages/webhooks/src/model/webhook.ts': `${core} import 'node:crypto';`,
  ...workspace('dashboard', ['.', 'src/index.ts']),
  'packages/dashboard/src/index.ts': "import './server/create.js'; import 'neverthrow';",
  'packages/dashboard/src/server/create.ts': "import '../files/page-files.js';",
  'packages/dashboard/src/files/page-files.ts': "import 'node:path';",
  'packages/dashboard/src/page/main.tsx': `${core} import 'preact';`,
  ...workspace('container', ['.', 'src/index.ts']),
  'packages/container/src/index.ts': `${core} import 'inversify'; import 'reflect-metadata';`,
  'packages/container/src/memory.ts': "import './index.js'; import '@loyalty-programs/adapters-memory';",
  'packages/container/src/sqlite.ts': "import '@loyalty-programs/adapters-sql/sqlite';",
  'packages/container/src/postgres.ts': "import '@loyalty-programs/adapters-sql/postgres';",
  'packages/container/src/batching.ts': "import '@loyalty-programs/adapters-sql/batching';",
  'packages/container/test/memory.test.ts': "import '../src/memory.js'; import 'node:fs'; import 'vitest';",
  'apps/service/src/main.ts': "import '@loyalty-programs/container'; import 'pino'; import 'node:process';",
  ...workspace('testing', ['./*', 'src/*.ts']),
  'packages/testing/src/cleanup.ts': "import 'vitest';",
  'packages/testing/src/store.ts': "import './cleanup.js'; import '@loyalty-programs/adapters-sql/sqlite';",
  'packages/adapters-sql/test/store.test.ts': "import '@loyalty-programs/testing/store';",
  ...['neverthrow', 'fast-check', 'vitest', 'inversify', 'reflect-metadata', 'pino', 'preact', 'undici']
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
