import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WORKSPACE_ROOT } from '../workspace-root.js';

/** What `pnpm start` runs. */
const START = ['--conditions=@loyalty-programs/source', '--import=tsx', 'apps/service/src/main.ts'];

export const ADMIN_KEY = 'admin-key-of-the-browser-tests';

export interface RunningService {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts the service on any free port and lets the pages of these origins call it. */
export const startService = async (corsOrigins: readonly string[]): Promise<RunningService> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'loyalty-browser-'));
  const service = spawn(process.execPath, START, {
    cwd: WORKSPACE_ROOT,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: dataDir,
      LOYALTY_ADMIN_KEY: ADMIN_KEY,
      CORS_ORIGINS: corsOrigins.join(),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(service, 'close');
  const kill = (): void => void service.kill('SIGKILL');
  process.once('exit', kill);
  const said: string[] = [];
  for await (const line of createInterface(service.stderr)) {
    said.push(line);
    const origin = /listens on (\S+)/u.exec(line)?.[1];
    if (origin === undefined) continue;
    const stop = async (): Promise<void> => {
      kill();
      await ended;
      process.off('exit', kill);
      await rm(dataDir, { recursive: true, force: true });
    };
    return { origin, stop };
  }
  throw new Error(`the service ended: ${said.join('\n')}`);
};
