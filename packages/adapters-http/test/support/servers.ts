import { type RequestListener, type Server, createServer } from 'node:http';
import { connect } from 'node:net';

/** A server on a free port of this machine. */
export interface RunningServer {
  readonly origin: string;
  readonly port: number;
  stop(): Promise<void>;
}

const running = (server: Server): RunningServer => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/** Lets a server of `node:http`, whoever made it, listen on a free port. */
export const listen = (server: Server): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(running(server));
    });
  });

export const serve = (listener: RequestListener): Promise<RunningServer> => listen(createServer(listener));

/** Sends bytes as they are; gives everything that came back when the server, or `patience`, ended it. */
export const sendRaw = (port: number, bytes: string, patience = 300): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const end = setTimeout(() => {
      socket.destroy();
    }, patience);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      received += text;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(end);
      resolve(received);
    });
    socket.write(bytes, 'latin1');
  });

/** Sends the beginning of a request and goes away. */
export const abandon = (port: number, bytes: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('close', () => {
      resolve();
    });
    socket.write(bytes, () => {
      setTimeout(() => socket.destroy(), 20);
    });
  });
