import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const cwd = new URL('../../../../', import.meta.url);

it('the README has code for batching that runs', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const code = /## Batching[^]*?```ts\n([^]*?)```/u.exec(readme)?.[1] ?? '';
  const options = ['--conditions=@loyalty-programs/source', '--import=tsx', '--input-type=module'];
  const { stdout } = await run(process.execPath, [...options, '--eval', code], { cwd });
  expect(stdout).toBe('[ true, true, true ]\n');
});
