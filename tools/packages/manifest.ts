import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly isPrivate: boolean;
  /** The Node versions that the package says it runs on. */
  readonly node: string | undefined;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** What consumers may import: `.`, `./server`. */
  readonly entries: readonly string[];
}

export interface WorkspacePackage extends Manifest {
  readonly folder: string;
}

export function readManifest(folder: string): Manifest {
  const raw: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const fields = recordOf(raw);
  return {
    name: String(fields['name']),
    version: String(fields['version']),
    isPrivate: fields['private'] === true,
    node: textsOf(fields['engines'])['node'],
    dependencies: textsOf(fields['dependencies']),
    peerDependencies: textsOf(fields['peerDependencies']),
    devDependencies: textsOf(fields['devDependencies']),
    entries: Object.keys(recordOf(fields['exports'])).filter((entry) => entry.startsWith('.')),
  };
}

/** The packages and apps of the workspace. */
export function workspacePackages(root: string): WorkspacePackage[] {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => {
      const folder = join(root, group, name);
      return { ...readManifest(folder), folder };
    }),
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(recordOf(value)).map(([key, text]) => [key, String(text)]));
}
