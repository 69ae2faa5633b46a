import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest.js';

const scope = '@loyalty-programs/';

export const tarballOf = ({ name, version }: Manifest): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;

/** Makes `folder`, where the tarballs are, a project that depends on all of them and imports every entry. */
export function writeConsumer(root: string, folder: string, packages: readonly Manifest[]): void {
  cpSync(join(root, 'tools/packages/consumer'), folder, { recursive: true });
  const peers = packages.flatMap(({ peerDependencies }) => Object.entries(peerDependencies));
  const tarballs = Object.fromEntries(
    packages.map((manifest) => [manifest.name, `file:${tarballOf(manifest)}`]),
  );
  const dependencies = {
    ...Object.fromEntries(peers.filter(([name]) => !name.startsWith(scope))),
    ...tarballs,
    '@types/node': '^20.19.0',
  };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
  // With a workspace of its own, pnpm looks for none further up. What the packages depend on of each other are
  // tarballs too.
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ packages: [], overrides: tarballs }));

  const specifiers = packages.flatMap(({ name, entries }) => entries.map((entry) => join(name, entry)));
  const imported = specifiers.map((name, index) => `import * as e${index} from '${name}';`);
  const required = specifiers.map((name, index) => `import e${index} = require('${name}');`);
  const all = specifiers.map((_, index) => `e${index}`).join(', ');
  const check = `if ([${all}].some((entry) => Object.keys(entry).length === 0)) throw new Error('No exports');`;
  writeFileSync(join(folder, 'every-entry.ts'), [...imported, check].join('\n'));
  writeFileSync(join(folder, 'every-entry-required.cts'), [...required, check].join('\n'));
}
