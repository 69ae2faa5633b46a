import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  stop(): Promise<void>;
}

const portIn = (told: unknown): number => {
  if (typeof told !== 'object' || told === null || !('port' in told)) throw new Error('no port');
  return Number(told.port);
};

const stop = async (child: ChildProcess): Promise<void> => {
  child.disconnect();
  if (child.exitCode === null) await once(child, 'exit');
};

/** Starts one of the servers of `http-server.ts`. */
export const startServer = async (kind: string, url = ''): Promise<ServerProcess> => {
  const child = fork(new URL('../http-server.ts', import.meta.url), [kind, url]);
  const told: unknown[] = await once(child, 'message');
  return { port: portIn(told[0]), stop: () => stop(child) };
};
