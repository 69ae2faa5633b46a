import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

/** Stands between a client and a database server. */
export interface Proxy {
  /** The URL of the database, by way of the proxy. */
  readonly url: string;
  /**
   * From now on loses the answers to requests that contain this text: when the answer comes, the server
   * has done it, and the client is cut off.
   */
  readonly loseAnswersTo: (text: string) => void;
  /** Loses nothing any more. */
  readonly loseNothing: () => void;
  readonly close: () => Promise<void>;
}

/** Opens a proxy in front of the database of the URL. */
export const openProxy = async (databaseUrl: string): Promise<Proxy> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let lost: string | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // One side that goes takes the other one along; how it went does not matter.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isDoomed = false;
    client.on('data', (data) => {
      isDoomed ||= lost !== undefined && data.includes(lost);
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isDoomed) client.destroy();
      else client.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a proxy without a port');

  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    loseAnswersTo: (text) => {
      lost = text;
    },
    loseNothing: () => {
      lost = undefined;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
