import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import type { Settings } from '@loyalty-programs/testing/service-process';
import { bundledService } from '@loyalty-programs/testing/service-program';
import { WORKSPACE_ROOT } from '@loyalty-programs/testing/workspace-root';

/** A command that runs. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedCommand>;
}

export interface EndedCommand {
  /** `null`: it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const textOf = (stream: Readable | null): Promise<string> =>
  stream === null ? Promise.resolve('') : text(stream);

/** Runs a command with no settings but these; what it reads from its standard input is up to the caller. */
export const startCommand = (words: readonly string[], settings: Settings): RunningCommand => {
  const child = spawn(process.execPath, [...bundledService(), ...words], {
    cwd: WORKSPACE_ROOT,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that ends early breaks the pipe.
  child.stdin.on('error', () => undefined);
  const ended = Promise.all([once(child, 'close'), textOf(child.stdout), textOf(child.stderr)]).then(
    ([, stdout, stderr]) => ({ code: child.exitCode, stdout, stderr }),
  );
  afterwards(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended };
};

/** Runs a command to its end. */
export const runCommand = (
  words: readonly string[],
  settings: Settings,
  input = '',
): Promise<EndedCommand> => {
  const { child, ended } = startCommand(words, settings);
  child.stdin?.end(input);
  return ended;
};
