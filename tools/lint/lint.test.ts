import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test, vi } from 'vitest';

// In CI the parser would otherwise read the files from disk instead of the planted text.
vi.stubEnv('TSESTREE_SINGLE_RUN', 'false');

/** Typed rules need a file of the project; what it really holds does not matter. */
const filePath = 'packages/core/src/index.ts';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The same rules; only, the types of one package are read sooner than those of all.
  overrideConfig: {
    files: [filePath],
    languageOptions: { parserOptions: { project: ['packages/core/tsconfig.build.json'] } },
  },
});

const prelude = `
import { type Result, ResultAsync, ok } from 'neverthrow';
export const save = (): Promise<void> => Promise.resolve();
export const check = (): Result<number, 'TooLow'> => ok(1);
export const checkLater = (): ResultAsync<number, 'TooLow'> => ResultAsync.fromSafePromise(Promise.resolve(1));
export const checkSoon = async (): Promise<Result<number, 'TooLow'>> => Promise.resolve(ok(1));
`;

async function rulesBrokenBy(text: string): Promise<string[]> {
  const [result] = await eslint.lintText(prelude + text, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const floating = '@typescript-eslint/no-floating-promises';
const mustUse = 'neverthrow/must-use-result';

const plants: readonly (readonly [what: string, text: string, rule: string])[] = [
  ['a promise left alone', 'save();', floating],
  ['a promise waved away', 'void save();', floating],
  ['a ResultAsync left alone', 'checkLater();', floating],
  ['a promise of a Result left alone', 'checkSoon();', floating],
  ['a Result nobody looks at', 'check();', mustUse],
  ['a Result waved away', 'void check();', mustUse],
  ['a Result mapped and left', 'check().map((n) => n + 1);', mustUse],
  ['a Result kept, but never asked', 'const checked = check();', mustUse],
  ['an awaited ResultAsync nobody looks at', 'await checkLater();', mustUse],
  ['an awaited Result nobody looks at', 'await checkSoon();', mustUse],
  ['a Result lost in a callback', '[1].forEach(() => check());', '@typescript-eslint/strict-void-return'],
  ['a Result unwrapped unseen', 'export const one = check()._unsafeUnwrap();', 'no-restricted-syntax'],
  [
    'a type asserted',
    "export const one = JSON.parse('1') as number;",
    '@typescript-eslint/consistent-type-assertions',
  ],
  ['a value asserted', 'export const one = [1].at(0)!;', '@typescript-eslint/no-non-null-assertion'],
  ['any', 'export const one = (_: any): number => 1;', '@typescript-eslint/no-explicit-any'],
  [
    'any that comes from outside',
    "export const one: number = JSON.parse('1');",
    '@typescript-eslint/no-unsafe-assignment',
  ],
  ['a default export', 'export default 1;', 'no-restricted-syntax'],
  ['a default export by another way', 'const one = 1; export { one as default };', 'no-restricted-syntax'],
  ['a decorator', '@save export class One { one = 1; }', 'no-restricted-syntax'],
];

const sound = [
  'export const one = check().unwrapOr(2);',
  'export const two = async (): Promise<boolean> => { const checked = await checkSoon(); return checked.isErr(); };',
  'await save();',
  'export const three = await checkLater().match((n) => n, () => 0);',
];

describe('the linter', () => {
  // The first run reads all types.
  beforeAll(() => rulesBrokenBy(''), 60_000);

  test.each(plants)('reports %s: %s', async (_, text, rule) => {
    expect(await rulesBrokenBy(text)).toContain(rule);
  });

  test.each(sound)('accepts: %s', async (text) => {
    expect(await rulesBrokenBy(text)).toEqual([]);
  });
});
