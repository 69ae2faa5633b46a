import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterwards } from './cleanup.js';
import { bundledService } from './service-program.js';
import { WORKSPACE_ROOT } from './workspace-root.js';
import { temporaryFolder } from './temporary-folder.js';

/** The admin key of the services under test that are given one. */
export const ADMIN_KEY = 'admin-key-of-the-tests-5d1f';

export type Settings = Readonly<Record<string, string>>;

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The service as a process of its own, and what it wrote so far. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly ended: Promise<Ending>;
  stdout(): string;
  stderr(): string;
}

const collect = (child: ChildProcess, stream: 'stdout' | 'stderr'): (() => string) => {
  let text = '';
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
};

const endingOf = async (child: ChildProcess): Promise<Ending> => {
  // Until `close`, not `exit`: by then everything it wrote has been read.
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode };
};

/** Lets a process not live longer than this one, however this one ends: the pipe between them breaks with it. */
const guard = (child: ChildProcess): void => {
  const script = 'read -r _; kill -KILL "$0"';
  const watchdog = spawn('sh', ['-c', script, String(child.pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.once('exit', () => watchdog.kill('SIGKILL'));
};

/** Starts the service with these settings alone, on any free port. */
export const spawnService = (settings: Settings = {}, program = bundledService()): ServiceProcess => {
  const dataDir = settings['DATA_DIR'] ?? temporaryFolder();
  const child = spawn(process.execPath, program, {
    cwd: WORKSPACE_ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endingOf(child);
  guard(child);
  afterwards(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, dataDir, ended, stdout: collect(child, 'stdout'), stderr: collect(child, 'stderr') };
};

/** Polls until something is there. */
export const eventually = async <T>(look: () => T | undefined, what: string): Promise<T> => {
  const end = performance.now() + 15_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(5);
  }
};

/** A service process that listens. */
export interface RunningService extends ServiceProcess {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly port: number;
}

/** Starts the service and waits until it says where it listens. */
export const startService = async (
  settings: Settings = {},
  program = bundledService(),
): Promise<RunningService> => {
  const service = spawnService(settings, program);
  const origin = await eventually(() => {
    if (service.child.exitCode !== null) throw new Error(`the service ended: ${service.stderr()}`);
    // The lines to try come after it.
    return /listens on (\S+)\n/u.exec(service.stderr())?.[1];
  }, 'the service to listen');
  return { ...service, origin, port: Number(new URL(origin).port) };
};

/** The same with the admin key of the tests. */
export const startServiceWithKey = (
  settings: Settings = {},
  program = bundledService(),
): Promise<RunningService> => startService({ LOYALTY_ADMIN_KEY: ADMIN_KEY, ...settings }, program);
