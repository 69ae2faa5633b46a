import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it printed; throws with that if it fails. */
export function run(cwd: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed in ${cwd}\n${stdout}\n${stderr}`);
  return stdout;
}
