import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { ADMIN_KEY, eventually } from '@loyalty-programs/testing/service-process';
import { bundledService } from '@loyalty-programs/testing/service-program';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

afterAll(cleanUp);

/** A service whose standard output goes where a test says. */
interface LoggingService {
  readonly origin: string;
  stop(): void;
  /** Its exit code. */
  readonly ended: () => Promise<string>;
}

const fileOf = (path: string, what: string): Promise<string> =>
  eventually(() => (existsSync(path) && readFileSync(path, 'utf8').trim()) || undefined, what);

/** Runs the service by a shell line in which `SERVICE` stands for its command. */
const startBy = async (line: string, stdout: number): Promise<LoggingService> => {
  const folder = temporaryFolder();
  const [program = ''] = bundledService();
  const run = join(folder, 'run.sh');
  writeFileSync(
    run,
    `"${process.execPath}" "${program}" 2> "${folder}/stderr" & echo $! > "${folder}/pid"; wait $!; echo $? > "${folder}/code"`,
  );
  const child = spawn('sh', ['-c', line.replace('SERVICE', `sh ${run}`)], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      LOYALTY_ADMIN_KEY: ADMIN_KEY,
    },
    stdio: ['ignore', stdout, 'ignore'],
  });
  const pid = Number(await fileOf(join(folder, 'pid'), 'the service to start'));
  afterwards(() => {
    child.kill('SIGKILL');
    spawnSync('kill', ['-KILL', String(pid)], { stdio: 'ignore' });
  });
  const stderr = join(folder, 'stderr');
  const origin = await eventually(
    () => /listens on (\S+)\n/u.exec(existsSync(stderr) ? readFileSync(stderr, 'utf8') : '')?.[1],
    'the service to listen',
  );
  return {
    origin,
    stop: () => {
      process.kill(pid, 'SIGTERM');
    },
    ended: () => fileOf(join(folder, 'code'), 'the service to end'),
  };
};

/** A pipe that is never read. */
const stalledPipe = (): number => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const pipe = openSync(path, constants.O_RDWR);
  afterwards(() => {
    closeSync(pipe);
  });
  return pipe;
};

const fullDevice = (): number => {
  const device = openSync('/dev/full', 'w');
  afterwards(() => {
    closeSync(device);
  });
  return device;
};

const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

const LOGS = [
  { log: 'on a full disk', line: 'SERVICE', open: fullDevice, isAvailable: existsSync('/dev/full') },
  { log: 'into a pipe whose reader has stalled', line: 'SERVICE', open: stalledPipe, isAvailable: true },
  {
    log: 'on a terminal that has stalled',
    // The program `script` reads the terminal until it can't write any more itself.
    line: 'script -qec "SERVICE" /dev/null',
    open: stalledPipe,
    isAvailable: hasScript,
  },
];

describe.each(LOGS)('The service with its log $log', ({ line, open, isAvailable }) => {
  it.skipIf(!isAvailable)('goes on answering, and stops in time', async () => {
    const service = await startBy(line, open());
    // The path is logged, so these are more bytes than any pipe or terminal takes, and more than the service holds.
    const long = 'x'.repeat(6000);
    for (let call = 0; call < 400; call += 1) {
      const response = await fetch(`${service.origin}/loyalty-programs/${long}`, {
        headers: { authorization: ADMIN_KEY },
      });
      await response.text();
      expect(response.status).toBe(404);
    }
    const live = await fetch(`${service.origin}/health/live`);
    expect(await live.json()).toEqual({ status: 'UP' });
    service.stop();
    expect(await service.ended()).toBe('0');
  });
});
