import { builtinModules } from 'node:module';

/** What the files that match `from` may import, and nothing else; all patterns are matched on paths from the root. */
export interface AllowRule {
  readonly name: string;
  readonly because: string;
  readonly from: string;
  readonly mayImport: readonly string[];
}

const values = '^packages/core/src/values/';
const installation = '^packages/core/src/installation/';
const program = '^packages/core/src/program/';
const model = '^packages/core/src/(values|installation|program)/';
const ports = '^packages/core/src/ports/';
const useCases = '^packages/core/src/use-cases/';
const coreEntry = '^packages/core/src/(index|adapter-kit|access/index)\\.ts$';
const pointLabels = '^packages/core/src/point-labels/index\\.ts$';
const sql = '^packages/adapters-sql/src/';
const httpServer = '^packages/adapters-http/src/server/';
const httpClient = '^packages/adapters-http/src/client/';
const httpEntry = '^packages/adapters-http/src/server/index\\.ts$';
const webhooks = '^packages/webhooks/src/';
const webhooksModel = `${webhooks}model/`;
const httpWire = '^packages/adapters-http/src/wire\\.ts$';
const nodeBinding = `${httpServer}bindings/node-http\\.ts$`;
const dashboard = '^packages/dashboard/src/';
const dashboardPage = `${dashboard}page/`;
const dashboardFiles = `${dashboard}files/`;
const presetNames = `${dashboard}presets/names\\.ts$`;
const httpClientEntry = `${httpClient}index\\.ts$`;
const vitestBinding = '^packages/contract-tests/src/vitest\\.ts$';

const npm = (name: string): string => `(^|/)node_modules/${name}/`;
const neverthrow = npm('neverthrow');
const nodeBuiltins = `^(node:)?(${builtinModules.join('|')})(/|$)`;

/** The modules of the container, each in a file of its own, and the package that each is for. */
const containerModules = {
  memory: 'adapters-memory',
  postgres: 'adapters-sql',
  sqlite: 'adapters-sql',
  batching: 'adapters-sql',
};
const containerCommon = `^packages/container/src/(?!(${Object.keys(containerModules).join('|')})\\.ts$)`;
const containerImports = [containerCommon, coreEntry, npm('inversify'), npm('reflect-metadata')];

export const allowRules: readonly AllowRule[] = [
  {
    name: 'core',
    because: 'The core runs anywhere: no Node built-in, no package but neverthrow.',
    from: '^packages/core/src/',
    mayImport: ['^packages/core/src/', neverthrow],
  },
  {
    name: 'core-values',
    because: 'Values know nothing of what is made of them.',
    from: values,
    mayImport: [values, neverthrow],
  },
  {
    name: 'core-installation',
    because: 'What is installed on a site is a fact of its own, not a part of the program.',
    from: installation,
    mayImport: [installation, values, neverthrow],
  },
  {
    name: 'core-program',
    because: 'The model knows neither the use cases nor the ports.',
    from: program,
    mayImport: [program, installation, values, neverthrow],
  },
  {
    name: 'core-ports',
    because: 'Ports speak the words of the model.',
    from: ports,
    mayImport: [ports, model, neverthrow],
  },
  {
    name: 'core-use-cases',
    because: 'Use cases join the model and the ports.',
    from: useCases,
    mayImport: [useCases, ports, model, neverthrow],
  },
  {
    name: 'adapters-memory',
    because: 'An adapter sees of the core what every host sees.',
    from: '^packages/adapters-memory/src/',
    mayImport: ['^packages/adapters-memory/src/', coreEntry, neverthrow],
  },
  {
    name: 'sql-batching',
    because: 'Batching wraps any store, so it knows none by name.',
    from: `${sql}batching/`,
    mayImport: [`${sql}batching/`, coreEntry, neverthrow],
  },
  {
    name: 'sql-rows',
    because: 'What the SQL stores share knows no database.',
    from: `${sql}rows/`,
    mayImport: [`${sql}rows/`, coreEntry, neverthrow],
  },
  {
    name: 'sql-sqlite',
    because: 'The database is given by the host: an adapter knows no driver.',
    from: `${sql}sqlite/`,
    mayImport: [`${sql}sqlite/`, `${sql}rows/`, coreEntry, neverthrow],
  },
  {
    name: 'sql-postgres',
    because:
      'The database is given by the host: an adapter knows no driver. A hash gives each site its partition.',
    from: `${sql}postgres/`,
    mayImport: [`${sql}postgres/`, `${sql}rows/`, coreEntry, neverthrow, '^(node:)?crypto$'],
  },
  {
    name: 'events',
    because: 'Consumers run on any feed and any store.',
    from: '^packages/events/src/',
    mayImport: ['^packages/events/src/', coreEntry, neverthrow],
  },
  {
    name: 'contract-tests',
    because: 'The checks run under any test runner.',
    from: `^packages/contract-tests/src/(?!vitest\\.ts$)`,
    mayImport: ['^packages/contract-tests/src/(?!vitest\\.ts$)', coreEntry, neverthrow, npm('fast-check')],
  },
  {
    name: 'contract-tests-vitest',
    because: 'This one file hands the checks to vitest.',
    from: vitestBinding,
    mayImport: ['^packages/contract-tests/src/', coreEntry, neverthrow, npm('fast-check'), npm('vitest')],
  },
  {
    name: 'http-server',
    because: 'The handler is neutral of any server, and of the client.',
    from: `${httpServer}(?!bindings/node-http\\.ts$)`,
    mayImport: [httpServer, httpWire, coreEntry, neverthrow],
  },
  {
    name: 'http-server-node',
    because: 'Only the node:http binding may know Node.',
    from: nodeBinding,
    mayImport: [httpServer, coreEntry, neverthrow, nodeBuiltins],
  },
  {
    name: 'http-client',
    because: 'The client runs in browsers too, and without the server.',
    from: `${httpClient}(?!undici-transport\\.ts$)`,
    mayImport: [httpClient, httpWire, coreEntry, neverthrow],
  },
  {
    name: 'http-client-undici',
    because: 'Only this transport is for Node alone.',
    from: `${httpClient}undici-transport\\.ts$`,
    mayImport: [httpClient, npm('undici')],
  },
  {
    name: 'http-wire',
    because: 'The words that server and client share.',
    from: httpWire,
    mayImport: [httpWire, coreEntry],
  },
  {
    name: 'webhooks-model',
    because: 'What a webhook and a delivery are knows no store, no format and no socket.',
    from: webhooksModel,
    mayImport: [webhooksModel, coreEntry, neverthrow, nodeBuiltins],
  },
  {
    name: 'webhooks',
    because: 'Deliveries run on any feed and any store.',
    from: `${webhooks}(?!model/)`,
    mayImport: [
      webhooks,
      httpEntry,
      coreEntry,
      neverthrow,
      nodeBuiltins,
      ...['ipaddr.js', 'jose', 'undici'].map(npm),
    ],
  },
  {
    name: 'dashboard',
    because: 'The handler of the dashboard is neutral of any server, and loads nothing of the page.',
    from: `${dashboard}(index\\.ts$|server/|presets/)`,
    mayImport: [
      `${dashboard}(index\\.ts$|server/|presets/)`,
      `${dashboardFiles}(page-files|from-sources)\\.ts$`,
      httpEntry,
      coreEntry,
      neverthrow,
    ],
  },
  {
    name: 'dashboard-files',
    because: 'Only the build of the page may know Node and its bundler.',
    from: dashboardFiles,
    mayImport: [dashboardFiles, npm('esbuild'), nodeBuiltins],
  },
  {
    name: 'dashboard-page',
    because: 'The page calls the API as every client does; whatever it imports is sent to browsers.',
    from: dashboardPage,
    mayImport: [
      dashboardPage,
      presetNames,
      httpClientEntry,
      coreEntry,
      pointLabels,
      neverthrow,
      npm('preact'),
      npm('@preact/signals'),
    ],
  },
  {
    name: 'container',
    because: 'Who loads the container does not get every adapter with it.',
    from: containerCommon,
    mayImport: containerImports,
  },
  ...Object.entries(containerModules).map(([module, wired]) => ({
    name: `container-${module}`,
    because: 'Each package is wired in a module of its own.',
    from: `^packages/container/src/${module}\\.ts$`,
    mayImport: [...containerImports, `^packages/${wired}/src/(${module}/)?index\\.ts$`],
  })),
];

/** What no file that matches `from` may import; `$1` in `pathNot` is the first group of `from`. */
export interface BanRule {
  readonly name: string;
  readonly because: string;
  readonly from: string;
  readonly to: {
    readonly path?: string;
    readonly pathNot?: string;
    readonly circular?: true;
    readonly couldNotResolve?: true;
    readonly relative?: true;
  };
}

export const banRules: readonly BanRule[] = [
  {
    name: 'apps-are-the-end',
    because: 'Apps put the packages together; nothing builds on an app.',
    from: '^([^/]+/[^/]+)',
    to: { path: '^apps/', pathNot: '^$1(/|$)' },
  },
  {
    name: 'packages-by-name',
    because: 'Another package is its entries, not its files.',
    from: '^([^/]+/[^/]+)',
    to: { path: '^packages/', pathNot: '^$1(/|$)', relative: true },
  },
  {
    name: 'src-without-tests',
    because: 'What is shipped does not need what tests it.',
    from: '^(packages/(?!testing/)|apps/)[^/]+/src/',
    to: { path: '(^|/)test/|\\.test\\.ts$|^packages/testing/' },
  },
  {
    name: 'no-cycles',
    because: 'Files that import each other, even for types alone, are read and changed as one.',
    from: '.',
    to: { circular: true },
  },
  {
    name: 'resolvable',
    because: 'An import is a file, or an exported entry of a package.',
    from: '.',
    to: { couldNotResolve: true },
  },
];
