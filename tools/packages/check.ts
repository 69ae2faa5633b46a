import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { anyTypesIn } from './any-types.js';
import { tarballOf, writeConsumer } from './consumer.js';
import { type WorkspacePackage, workspacePackages } from './manifest.js';
import { run } from './run.js';

// Builds and packs every public package and uses the tarballs as a stranger would: what is published is
// checked, not the sources.

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = workspacePackages(root).filter(({ isPrivate }) => !isPrivate);
const folder = mkdtempSync(join(tmpdir(), 'loyalty-packages-'));

try {
  build();
  const findings = [...packages.flatMap(anyTypesOf), ...(await lintTarballs())];
  if (findings.length > 0) throw new Error(findings.join('\n'));
  console.log(useTarballs());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function build(): void {
  // What an earlier build left behind must not get into the tarball.
  for (const { folder } of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
  run(root, 'pnpm', 'build');
}

function anyTypesOf({ folder }: WorkspacePackage): string[] {
  return readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => join(folder, 'dist', file))
    .flatMap((file) => anyTypesIn(file, readFileSync(file, 'utf8')))
    .map((place) => `${place}: any`);
}

async function lintTarballs(): Promise<string[]> {
  const filters = packages.flatMap(({ name }) => ['--filter', name]);
  run(root, 'pnpm', '-r', ...filters, 'pack', '--pack-destination', folder);
  const findings = await Promise.all(
    packages.map(async (manifest) => {
      const { buffer: tarball } = new Uint8Array(readFileSync(join(folder, tarballOf(manifest))));
      const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
      return messages.map((message) => `${manifest.name}: ${formatMessage(message, pkg) ?? message.code}`);
    }),
  );
  return findings.flat();
}

/** Types with and without `import`, and a program of each kind on the packages as installed. */
function useTarballs(): string {
  writeConsumer(root, folder, packages);
  run(folder, 'pnpm', 'install', '--ignore-scripts', '--prefer-offline');
  run(folder, process.execPath, join(root, 'node_modules/typescript/bin/tsc'));
  const programs = ['out/every-entry.js', 'out/every-entry-required.cjs', 'out/main.js', 'main.cjs'];
  return programs.map((program) => run(folder, process.execPath, program)).join('');
}
