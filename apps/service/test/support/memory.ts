import { execFileSync } from 'node:child_process';

/** How much memory a process has, in megabytes. */
export const megabytesOf = (pid: number | undefined): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
