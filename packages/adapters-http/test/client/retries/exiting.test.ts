import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { answering } from '../support/raw-server.js';
import { forThisTest, goodAnswer } from '../support/calls.js';

const run = promisify(execFile);

it.each(['', ', timeout: 60_000, retries: 0'])(
  'A process ends once its calls have ended, whatever time they had%s',
  async (options) => {
    const { origin } = await forThisTest(answering(200, goodAnswer()));
    const script = `
      import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
      const credentials = { apiKey: 'key' };
      const programs = createLoyaltyProgramsClient({ baseUrl: '${origin}', credentials${options} });
      const signal = new AbortController().signal;
      const got = await programs.get('site-a', { signal });
      console.log(got.match(({ name }) => name, ({ type }) => type));`;
    const sources = ['--conditions=@loyalty-programs/source', '--import=tsx', '--input-type=module'];
    const { stdout } = await run(process.execPath, [...sources, '-e', script], { timeout: 9000 });
    expect(stdout).toBe('Harbour Club\n');
  },
);
