import { readdir } from 'node:fs/promises';
import { createOpenApiDocument, PERMISSIONS } from '@loyalty-programs/adapters-http/server';
import {
  type RawRecord,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  STATUS_TRANSITIONS,
  VIOLATED_RULES,
  isRecord,
} from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { root, textOf } from './examples.js';

/** The code of a folder of sources, its subfolders included. */
const sourcesIn = async (folder: string): Promise<string> => {
  const names = await readdir(new URL(folder, root), { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts'));
  return (await Promise.all(files.map((name) => textOf(folder + name)))).join('\n');
};

const firstGroups = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, group = '']) => group))].sort();

const unlisted = (page: string, words: readonly string[]): readonly string[] =>
  words.filter((word) => !page.includes(`\`${word}\``));

const recordIn = (value: unknown): RawRecord => (isRecord(value) ? value : {});

const errors = await textOf('docs/errors.md');
const api = await textOf('docs/http-api.md');
const settings = await textOf('docs/settings.md');
/** The settings that the service reads: every name in capitals among its sources. */
const read = firstGroups(await sourcesIn('apps/service/src/config/'), /'([A-Z]+(?:_[A-Z]+)*)'/gu);

test('The README draws the statuses as the transition table has them', async () => {
  const readme = await textOf('README.md');
  const drawn = [...readme.matchAll(/^ {4}([A-Z]+) --> ([A-Z]+): (\w+)$/gmu)].map(
    ([, from, to, operation]) => `${String(from)} ${String(operation)} ${String(to)}`,
  );
  const allowed = PROGRAM_STATUSES.flatMap((status) =>
    Object.entries(STATUS_TRANSITIONS[status])
      .filter(([, transition]) => transition !== 'stays' && transition !== 'refused')
      .map(([operation, transition]) => `${status} ${operation} ${transition}`),
  );
  expect(drawn.sort()).toEqual(allowed.sort());
});

describe('docs/errors.md', () => {
  test('lists every code of an error response, with its status', async () => {
    const source = await textOf('packages/adapters-http/src/server/error-response.ts');
    const direct = [...source.matchAll(/applicationError\(\s*(\d{3}),\s*'([A-Z_]+)'/gu)];
    const preconditions = firstGroups(
      await textOf('packages/adapters-http/src/server/wire.ts'),
      /'([A-Z_]+)'/gu,
    );
    expect(direct.length).toBeGreaterThan(12);
    expect(preconditions.length).toBeGreaterThan(3);
    const missing = direct.filter(
      ([, status, code]) => !errors.includes(`| ${status ?? ''}    | \`${code ?? ''}\``),
    );
    expect(missing.map(([, status, code]) => `${status ?? ''} ${code ?? ''}`)).toEqual([]);
    expect(unlisted(errors, firstGroups(source, /'([A-Z]+(?:_[A-Z]+)*)'/gu))).toEqual([]);
    expect(unlisted(errors + api, preconditions)).toEqual([]);
  });

  test('lists every code with which the service refuses what is not HTTP', async () => {
    const codes = firstGroups(await sourcesIn('apps/service/src/http/'), /code: '([A-Z_]+)'/gu);
    expect(codes.length).toBeGreaterThan(1);
    expect(unlisted(errors, codes)).toEqual([]);
  });

  test('lists every rule that a value can violate', () => {
    expect(unlisted(errors, VIOLATED_RULES)).toEqual([]);
  });

  test('lists every error of the operations and ports', async () => {
    const source = await textOf('packages/core/src/use-cases/describe-error.ts');
    const types = firstGroups(source, /case '(\w+)':/gu);
    expect(types.length).toBeGreaterThan(12);
    expect(unlisted(errors, types)).toEqual([]);
  });
});

describe('docs/settings.md', () => {
  test('lists every setting that the service reads', () => {
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((name) => !settings.includes(`\n| \`${name}\``))).toEqual([]);
  });

  test('lists no setting that the service does not read', () => {
    expect(firstGroups(settings, /^\| `([A-Z_]+)`/gmu).filter((name) => !read.includes(name))).toEqual([]);
  });
});

describe('docs/http-api.md', () => {
  test('lists every endpoint', () => {
    const endpoints = Object.entries(recordIn(createOpenApiDocument()['paths'])).flatMap(([path, methods]) =>
      Object.keys(recordIn(methods)).map((method) => ({ method: method.toUpperCase(), path })),
    );
    expect(endpoints.length).toBeGreaterThan(15);
    const isListed = ({ method, path }: (typeof endpoints)[number]): boolean =>
      api.split('\n').some((line) => line.startsWith(`| ${method} `) && line.includes(`\`${path}`));
    expect(endpoints.filter((endpoint) => !isListed(endpoint))).toEqual([]);
  });

  test('lists every permission', () => {
    expect(unlisted(api, PERMISSIONS)).toEqual([]);
  });
});

test('docs/program.md lists every type of event', async () => {
  expect(unlisted(await textOf('docs/program.md'), PROGRAM_EVENT_TYPES)).toEqual([]);
});
