import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT, filesExecutedByPatch } from './executed-files.js';

// Prints how large the project is and how much of it one request executes. `--files` lists the executed files.

const SOURCE = '@loyalty-programs/source';

const tracked = (...patterns: string[]): readonly string[] =>
  execFileSync('git', ['ls-files', ...patterns], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '');

const isProduction = (path: string): boolean => !/^packages\/(?:contract-tests|testing)\//u.test(path);

const production = tracked('packages/*/src/*.ts', 'apps/*/src/*.ts').filter(isProduction);
const lengths = production
  .map((path) => readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1)
  .sort((a, b) => a - b);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `core/point-labels` and the file behind it, for each entry that is not a pattern. */
const entriesOf = (manifest: string): (readonly [name: string, file: string])[] => {
  const parsed: unknown = JSON.parse(readFileSync(join(ROOT, manifest), 'utf8'));
  const exported = isRecord(parsed) && isRecord(parsed['exports']) ? parsed['exports'] : {};
  const folder = dirname(manifest);
  return Object.entries(exported).flatMap(([entry, conditions]) => {
    const file = isRecord(conditions) ? conditions[SOURCE] : undefined;
    return typeof file === 'string' && !file.includes('*')
      ? [[join(folder.replace('packages/', ''), entry), join(ROOT, folder, file)] as const]
      : [];
  });
};

const entries = tracked('packages/*/package.json').flatMap(entriesOf);

const publicNames = (): readonly (readonly [name: string, count: number])[] => {
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      customConditions: [SOURCE],
      noEmit: true,
    },
  );
  const checker = program.getTypeChecker();
  return entries.map(([name, file]) => {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    return [name, symbol === undefined ? 0 : checker.getExportsOfModule(symbol).length];
  });
};

const print = (what: string, value: string | number): void => {
  console.log(`${what.padEnd(60)} ${value}`);
};

print('production files (without contract-tests and testing)', production.length);
print(
  '  lines',
  lengths.reduce((sum, length) => sum + length, 0),
);
print('  median length', lengths[Math.floor(lengths.length / 2)] ?? 0);
print('  under 30 lines', lengths.filter((length) => length < 30).length);
print('  over 250 lines', lengths.filter((length) => length > 250).length);

for (const [what, program] of [
  ['source files executed by one PATCH on SQLite, service', 'apps/service/src/main.ts'],
  ['source files executed by one PATCH on SQLite, embedded', 'tools/house/embedded-host.ts'],
] as const) {
  const files = await filesExecutedByPatch(program);
  print(what, files.length);
  if (process.argv.includes('--files')) for (const file of files) console.log(`  ${file}`);
}

for (const [name, count] of publicNames()) print(`public names of ${name}`, count);
