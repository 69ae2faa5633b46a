import { type Server, type Socket, createServer } from 'node:net';
import type { RunningServer } from '../../support/servers.js';

/** What is done with a request that arrived whole. */
export type Script = (socket: Socket, request: string, nth: number) => void;

/** A server that need not speak HTTP at all. */
export interface RawServer extends RunningServer {
  /** Every request that arrived whole, head and body, in order. */
  readonly requests: readonly string[];
}

const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n');
  const length = Number(/content-length: (\d+)/iu.exec(text)?.[1] ?? 0);
  return end >= 0 && Buffer.byteLength(text.slice(end + 4)) >= length;
};

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
};

/** Serves by a script, in bytes. */
export const serveRaw = async (script: Script): Promise<RawServer> => {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  const server = createServer((socket) => {
    let received = '';
    sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (text: string) => {
      received += text;
      if (!isWhole(received)) return;
      const request = received;
      received = '';
      requests.push(request);
      script(socket, request, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  return {
    requests,
    port,
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** The bytes of a whole answer, after which the connection ends. */
export const answerText = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string =>
  [
    `HTTP/1.1 ${status} So`,
    ...Object.entries({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');

/** Gives the same answer to every request. */
export const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Script =>
  (socket) => {
    socket.end(answerText(status, typeof body === 'string' ? body : JSON.stringify(body), headers));
  };

/** Ends the connection in place of an answer. */
export const cutting: Script = (socket) => {
  socket.destroy();
};

/** Goes by the scripts in turn, and stays with the last one. */
export const inTurn =
  (...scripts: readonly Script[]): Script =>
  (socket, request, nth) => {
    scripts[Math.min(nth, scripts.length) - 1]?.(socket, request, nth);
  };
