import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Finding, checkArchitecture, describeFinding } from './check-architecture.js';
import { type Tree, soundTree, withTree } from './fixture.js';
import { allowRules, banRules } from './rules.js';

const everyRule = [...allowRules, ...banRules].map(({ name }) => name);
const findings = (tree: Tree): Promise<Finding[]> => withTree(tree, checkArchitecture);
const imports = (...specifiers: string[]): string => specifiers.map((name) => `import '${name}';`).join(' ');

/** One broken rule each: the rule, the file that breaks it, and what stands in that file. */
const plants: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['core', 'packages/core/src/clock.ts', imports('node:perf_hooks')],
  ['core', 'packages/core/src/store.ts', "import type { Pino } from 'pino'; export type Log = Pino;"],
  ['core', 'packages/core/src/type.ts', "export type Log = import('pino').Pino;"],
  ['core', 'packages/core/src/late.ts', "export const late = () => import('pino');"],
  ['core-values', 'packages/core/src/values/planted.ts', imports('../installation/installation.js')],
  ['core-installation', 'packages/core/src/installation/planted.ts', imports('../program/name.js')],
  ['core-program', 'packages/core/src/program/planted.ts', imports('../ports/store.js')],
  ['core-ports', 'packages/core/src/ports/planted.ts', imports('../use-cases/ask.js')],
  ['core-use-cases', 'packages/core/src/use-cases/planted.ts', imports('../index.js')],
  ['adapters-memory', 'packages/adapters-memory/src/planted.ts', imports('node:fs')],
  ['adapters-memory', 'packages/adapters-memory/src/other.ts', imports('@loyalty-programs/adapters-http')],
  ['sql-batching', 'packages/adapters-sql/src/batching/planted.ts', imports('node:timers')],
  ['sql-batching', 'packages/adapters-sql/src/batching/rows.ts', imports('../rows/row.js')],
  ['sql-rows', 'packages/adapters-sql/src/rows/planted.ts', imports('node:fs')],
  ['sql-sqlite', 'packages/adapters-sql/src/sqlite/planted.ts', imports('pino')],
  ['sql-postgres', 'packages/adapters-sql/src/postgres/planted.ts', imports('../sqlite/index.js')],
  ['contract-tests', 'packages/contract-tests/src/planted.ts', imports('vitest')],
  ['contract-tests', 'packages/contract-tests/src/all.ts', imports('./vitest.js')],
  ['contract-tests-vitest', 'packages/contract-tests/src/vitest.ts', imports('node:assert')],
  ['http-server', 'packages/adapters-http/src/server/planted.ts', imports('node:http')],
  ['http-server', 'packages/adapters-http/src/server/reply.ts', imports('../client/index.js')],
  ['http-server-node', 'packages/adapters-http/src/server/bindings/node-http.ts', imports('pino')],
  ['http-client', 'packages/adapters-http/src/client/planted.ts', imports('../server/index.js')],
  ['http-client', 'packages/adapters-http/src/client/socket.ts', imports('node:http')],
  ['http-client', 'packages/adapters-http/src/client/pool.ts', imports('undici')],
  ['http-client-undici', 'packages/adapters-http/src/client/undici-transport.ts', imports('node:net')],
  ['http-wire', 'packages/adapters-http/src/wire.ts', imports('./server/index.js')],
  ['events', 'packages/events/src/planted.ts', imports('pino')],
  ['webhooks', 'packages/webhooks/src/planted.ts', imports('pino')],
  ['webhooks-model', 'packages/webhooks/src/model/webhook.ts', imports('undici')],
  ['dashboard', 'packages/dashboard/src/server/planted.ts', imports('node:fs')],
  ['dashboard', 'packages/dashboard/src/server/page.ts', imports('../page/main.js')],
  ['dashboard-files', 'packages/dashboard/src/files/planted.ts', imports('../server/create.js')],
  ['dashboard-page', 'packages/dashboard/src/page/planted.tsx', imports('../server/create.js')],
  ['dashboard-page', 'packages/dashboard/src/page/api.ts', imports('@loyalty-programs/adapters-http')],
  ['container', 'packages/container/src/planted.ts', imports('@loyalty-programs/adapters-memory')],
  ['container', 'packages/container/src/all.ts', imports('./memory.js')],
  ['container-memory', 'packages/container/src/memory.ts', imports('@loyalty-programs/adapters-http')],
  [
    'container-sqlite',
    'packages/container/src/sqlite.ts',
    imports('@loyalty-programs/adapters-sql/postgres'),
  ],
  ['container-postgres', 'packages/container/src/postgres.ts', imports('@loyalty-programs/adapters-memory')],
  [
    'container-batching',
    'packages/container/src/batching.ts',
    imports('@loyalty-programs/adapters-sql/sqlite'),
  ],
  ['apps-are-the-end', 'packages/container/test/planted.ts', imports('../../../apps/service/src/main.js')],
  ['packages-by-name', 'apps/service/src/planted.ts', imports('../../../packages/core/src/index.js')],
  ['packages-by-name', 'tools/planted/check.ts', imports('../../packages/core/src/ports/store.js')],
  ['packages-by-name', 'packages/container/test/dist.ts', imports('../../adapters-memory/dist/index.js')],
  ['src-without-tests', 'apps/service/src/planted.ts', imports('../test/given.js')],
  ['src-without-tests', 'apps/service/src/fake.ts', imports('@loyalty-programs/testing/cleanup')],
  ['no-cycles', 'packages/core/src/program/name.ts', "import type {} from './program.js';"],
  ['resolvable', 'apps/service/src/planted.ts', imports('./missing.js')],
  ['resolvable', 'apps/service/src/planted.ts', imports('@loyalty-programs/core/src/ports/store.js')],
];

/** What the planted imports point at, beside the sound tree. */
const targets: Tree = {
  'apps/service/test/given.ts': 'export {};',
  'packages/adapters-memory/dist/index.js': 'export {};',
};

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Those of the packages, except the private one that only tests import. */
function shippedFiles(): string[] {
  const published = readdirSync(`${root}packages`).filter((name) => name !== 'testing');
  return published.flatMap((name) =>
    readdirSync(`${root}packages/${name}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/u.test(file))
      .map((file) => `packages/${name}/src/${file}`),
  );
}

describe('the rules of the architecture', () => {
  test('hold in this repository', async () => {
    expect((await checkArchitecture(root)).map(describeFinding)).toEqual([]);
  });

  test('cover every file of every package', () => {
    expect(
      shippedFiles().filter((file) => !allowRules.some(({ from }) => new RegExp(from).test(file))),
    ).toEqual([]);
  });

  test('hold in the tree into which violations are planted', async () => {
    expect(await findings({ ...soundTree, ...targets })).toEqual([]);
  });

  test('have a planted violation each', () => {
    expect(new Set(plants.map(([rule]) => rule))).toEqual(new Set(everyRule));
  });

  test.each(plants)('%s is broken by %s: %s', async (rule, file, text) => {
    const found = await findings({ ...soundTree, ...targets, [file]: text });
    expect(new Set(found.map((finding) => finding.rule))).toEqual(new Set([rule]));
    expect(found.map(({ from }) => from)).toContain(file);
  });

  test.each(allowRules)('$name fails if it matches nothing', async ({ name, from }) => {
    const guarded = new RegExp(from);
    const tree = Object.fromEntries(Object.entries(soundTree).filter(([file]) => !guarded.test(file)));
    const idle = (await findings(tree)).filter((finding) => finding.from === undefined);
    expect(idle.map(({ rule }) => rule)).toContain(name);
  });

  test('the bans fail if they match nothing', async () => {
    const idle = (await findings({ 'packages/empty/package.json': '{}' })).map(({ rule }) => rule);
    expect(idle).toEqual(everyRule);
  });
});
