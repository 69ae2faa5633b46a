import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import { WORKSPACE_ROOT } from '@loyalty-programs/testing/workspace-root';
import { type Order, type Report, argumentsOf, reportIn } from './order.js';

const UPDATER = [
  '--conditions=@loyalty-programs/source',
  '--import=tsx',
  join(import.meta.dirname, 'updater.ts'),
];

/** An updater as a process of its own. */
export interface UpdaterProcess {
  /** Waits until it has opened the store and prepared its updates. */
  readonly ready: () => Promise<void>;
  readonly start: () => void;
  /** All that it told, when it has ended; rejects where it ended before it was done. */
  readonly reports: () => Promise<readonly Report[]>;
}

const endOf = async (child: ChildProcessWithoutNullStreams): Promise<void> => {
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  // Until `close`, not `exit`: by then everything it wrote has been read.
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`an updater ended with ${String(child.exitCode)}: ${complaints}`);
};

export const spawnUpdater = (order: Order): UpdaterProcess => {
  const child = spawn(process.execPath, [...UPDATER, ...argumentsOf(order)], { cwd: WORKSPACE_ROOT });
  const ended = endOf(child);
  // Whoever waits for the reports hears of it.
  ended.catch(() => undefined);
  const reports: Report[] = [];
  const isReady = new Promise<void>((becomeReady) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') becomeReady();
      else reports.push(reportIn(line));
    });
  });
  afterwards(async () => {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
  });
  return {
    ready: () => Promise.race([isReady, ended]),
    start: () => {
      child.stdin.end();
    },
    reports: async () => {
      await ended;
      return reports;
    },
  };
};
