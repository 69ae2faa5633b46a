import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { anyTypesIn } from './any-types.js';
import { readManifest, workspacePackages } from './manifest.js';
import { accepts } from './node-range.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const oldestNode = '20.19.0';

/** What comes along at run time: with the package, or from its host. */
const runtimeDependencies = workspacePackages(root).flatMap(
  ({ name, folder, dependencies, peerDependencies }) =>
    Object.keys({ ...dependencies, ...peerDependencies }).map((dependency) => ({
      name,
      dependency,
      node: readManifest(join(folder, 'node_modules', dependency)).node ?? '*',
    })),
);

describe('every package runs on the oldest supported Node', () => {
  test.each(workspacePackages(root).filter(({ isPrivate }) => !isPrivate))(
    '$name declares it',
    ({ node }) => {
      expect(node).toBe(`>=${oldestNode}`);
    },
  );

  test.each(runtimeDependencies)('$dependency, needed by $name, does too: $node', ({ node }) => {
    expect(accepts(node, oldestNode)).toBe(true);
  });

  test.each(['>=20.19.0', '>= 18', '^20.0.0 || >=24', '20.x', '*', '~20.19', '>=18 <21', '^18 || 20'])(
    '%s takes it',
    (range) => {
      expect(accepts(range, oldestNode)).toBe(true);
    },
  );

  test.each(['>=20.20', '>20.19.0', '^20.19.1', '>=22', '^18 || ^22', '18.x', '<20', '>=18 <20', '~20.18.3'])(
    '%s does not take it',
    (range) => {
      expect(accepts(range, oldestNode)).toBe(false);
    },
  );

  test('an unknown range is an error', () => {
    expect(() => accepts('lts/iron', oldestNode)).toThrow('cannot read');
  });
});

describe('declarations', () => {
  test.each(['export declare const a: any;', 'export interface A { b(c: readonly any[]): void }'])(
    'with any are found: %s',
    (text) => {
      expect(anyTypesIn('a.d.ts', `// first line\n${text}`)).toEqual(['a.d.ts:2']);
    },
  );

  test('without any are not, whatever their comments contain', () => {
    expect(anyTypesIn('a.d.ts', '/** any */ export declare const any: "any";')).toEqual([]);
  });
});
