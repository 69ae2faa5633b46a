import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleProgram } from '@loyalty-programs/testing/bundle/bundle-program';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import { WORKSPACE_ROOT } from '@loyalty-programs/testing/workspace-root';

const PACKAGE = join(WORKSPACE_ROOT, 'packages/adapters-sql');

/** `driver-program.ts` as one file. */
export const bundleDriverProgram = (): string =>
  bundleProgram(PACKAGE, 'test/sqlite/support/driver-program.ts', [
    '@photostructure/sqlite',
    'libsql',
    'neverthrow',
  ]);

export type JournalMode = 'WAL' | 'DELETE';

/** `driver-program.ts` at work. */
export interface DriverProcess {
  readonly pid: number;
  /** Gives an order that has no answer. */
  order(line: string): void;
  /** Gives a command and returns its answer, or `step` where the process stopped before a driver call. */
  ask(line: string): Promise<string>;
  /** Ends the process as a loss of power would. */
  kill(): Promise<void>;
}

export const spawnDriver = async (
  program: string,
  driver: string,
  file: string,
  journalMode: JournalMode,
): Promise<DriverProcess> => {
  const child = spawn(process.execPath, [program, driver, file, journalMode]);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  // A process that has ended says so in place of an answer.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  afterwards(kill);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`the process has ended: ${complaints}`);
    return line.value;
  };
  const order = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  const ready = await answer();
  if (ready !== 'ready' || child.pid === undefined) throw new Error(`the process is not ready: ${ready}`);
  return {
    pid: child.pid,
    order,
    ask: (line) => {
      order(line);
      return answer();
    },
    kill,
  };
};
