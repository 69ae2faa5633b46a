import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../net/free-port.js';
import { type Binaries, findBinaries } from './binaries.js';

/** A PostgreSQL server of its own, in a folder that goes away with it. */
export interface PostgresServer {
  /** Of the database `postgres`, as a user who may do everything. */
  readonly url: string;
  /** Starts it where it is not running; after `kill` it recovers first. */
  readonly start: () => Promise<void>;
  /** Ends it as the loss of power to a process would: nothing is finished, nothing is said to clients. */
  readonly kill: () => Promise<void>;
  /** Ends it in good order, and removes its folder. */
  readonly remove: () => Promise<void>;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The server refuses to run as root. */
const ownerOf = (): Owner | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** The binaries, copied where the owner of the server must not look into the folder that they are in. */
const withinReach = (binaries: Binaries, owner: Owner | undefined, folder: string): Binaries => {
  try {
    execFileSync(binaries.postgres, ['--version'], { ...owner, stdio: 'ignore' });
    return binaries;
  } catch (error) {
    if (owner === undefined) throw error;
    const copy = join(folder, 'native');
    cpSync(join(dirname(binaries.postgres), '..'), copy, { recursive: true, verbatimSymlinks: true });
    return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
  }
};

/**
 * Lets server and folder not outlive this process, however this one ends: the pipe between them breaks with it.
 * In a session of its own, so that no Ctrl-C ends it first.
 */
const guard = (server: ChildProcess, folder: string): void => {
  const script =
    'read -r _; kill -QUIT "$0"; while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"';
  const watchdog = spawn('sh', ['-c', script, String(server.pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  server.once('exit', () => watchdog.kill('SIGKILL'));
};

/** How long, in milliseconds, a server may take to start, recovery included. */
const START_TIMEOUT = 30_000;

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const accepts = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => client.end())
    .then(
      () => true,
      () => false,
    );
};

/** Starts a server on a free port. Rejects, with what the server says, where it can't run. */
export const startPostgresServer = async (): Promise<PostgresServer> => {
  const owner = ownerOf();
  const folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-postgres-'));
  const removeFolder = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const { initdb, postgres } = withinReach(findBinaries(), owner, folder);
  const data = join(folder, 'data');
  const port = await freePort();
  const url = `postgres://owner@127.0.0.1:${port}/postgres`;
  const settings = ['max_connections=200', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
  let server: ChildProcess | undefined;

  const spawned = (): { readonly child: ChildProcess; readonly said: () => string } => {
    const options = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn(postgres, ['-D', data, '-p', String(port), ...options], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    guard(child, folder);
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-2000);
    });
    return { child, said: () => text };
  };

  const start = async (): Promise<void> => {
    const end = performance.now() + START_TIMEOUT;
    let { child, said } = spawned();
    while (!(await accepts(url))) {
      if (performance.now() > end) throw new Error(`the server does not start: ${said()}`);
      // The processes of a server that was killed take a moment to notice, and hold its memory until then.
      if (hasEnded(child)) ({ child, said } = spawned());
      await sleep(20);
    }
    server = child;
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined || hasEnded(ending)) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    await exited;
  };

  try {
    execFileSync(
      initdb,
      ['-D', data, '-U', 'owner', '-E', 'UTF8', '--locale=C', '-A', 'trust', '--no-sync'],
      {
        ...owner,
        cwd: folder,
        stdio: 'pipe',
      },
    );
    await start();
  } catch (error) {
    await end('SIGKILL');
    removeFolder();
    throw error;
  }
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    remove: async () => {
      await end('SIGINT');
      removeFolder();
    },
  };
};
