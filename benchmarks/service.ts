import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sqliteStoreWith } from './support/sqlite-store.js';

// What the service costs on SQLite: its start, beside that of a Node process that does nothing; its memory when
// nobody calls; the disk that programs take.

const STARTS = 5;
const PROGRAMS = [1000, 10_000] as const;

const FLAGS = ['--conditions=@loyalty-programs/source', '--import=tsx'];

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;

const residentBytes = (pid: number | undefined): number => {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]) * 1024;
};

const timeOf = async (script: readonly string[]): Promise<number> => {
  const start = performance.now();
  await once(spawn(process.execPath, [...FLAGS, ...script], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
};

const stopped = async (service: ChildProcess): Promise<void> => {
  const exited = once(service, 'exit');
  service.kill('SIGTERM');
  await exited;
};

/** Starts the service on an empty folder. Returns it with the time, in milliseconds, until it says where it is. */
const start = async (folder: string): Promise<{ readonly service: ChildProcess; readonly time: number }> => {
  const begin = performance.now();
  const service = spawn(process.execPath, [...FLAGS, 'apps/service/src/main.ts'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
  });
  await once(service.stderr, 'data');
  return { service, time: performance.now() - begin };
};

const starts: number[] = [];
const empties: number[] = [];
const sizes: number[] = [];
const disks: number[] = [];
for (let round = 0; round < STARTS; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-benchmark-'));
  try {
    empties.push(await timeOf(['--eval', '0']));
    const { service, time } = await start(folder);
    starts.push(time);
    await sleep(1000);
    sizes.push(residentBytes(service.pid));
    await stopped(service);
    disks.push(bytesIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`spawn to listening      ${median(starts).toFixed(0)} ms`);
console.log(
  `  of it Node and tsx    ${median(empties).toFixed(0)} ms, × ${(median(starts) / median(empties)).toFixed(1)}`,
);
console.log(`memory when idle        ${kib(median(sizes))}`);
console.log(`disk of an empty store  ${kib(median(disks))}`);
for (const count of PROGRAMS) {
  const { folder, remove } = sqliteStoreWith(count);
  try {
    console.log(`disk of 1,000 programs  ${kib((bytesIn(folder) * 1000) / count)}, of ${count}`);
  } finally {
    remove();
  }
}
