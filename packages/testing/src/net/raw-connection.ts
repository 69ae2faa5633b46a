import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { afterwards } from '../cleanup.js';
import { eventually } from '../service-process.js';

/** A connection on which a test speaks whatever it likes. */
export interface RawConnection {
  readonly socket: Socket;
  send(text: string): void;
  /** Everything that came so far. */
  received(): string;
  /** Waits until what came contains this. */
  receives(text: string): Promise<string>;
  /** Waits until the other side has closed, and gives everything that came. */
  ends(): Promise<string>;
}

export const rawConnection = async (port: number): Promise<RawConnection> => {
  // Half-open is allowed: a caller that does not hang up by itself.
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  afterwards(() => {
    socket.destroy();
  });
  let text = '';
  let over = false;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('end', () => {
    over = true;
  });
  socket.on('close', () => {
    over = true;
  });
  socket.on('error', () => {
    over = true;
  });
  await once(socket, 'connect');
  return {
    socket,
    send: (sent) => {
      socket.write(sent);
    },
    received: () => text,
    receives: (wanted) => eventually(() => (text.includes(wanted) ? text : undefined), wanted),
    ends: () => eventually(() => (over ? text : undefined), 'the end of the connection'),
  };
};

/** The JSON body of the last answer on a connection. */
export const bodyOf = (received: string): unknown =>
  JSON.parse(received.slice(received.lastIndexOf('\r\n\r\n') + 4));

/** A request with its parts in reach. */
export const rawRequest = (line: string, headers: Readonly<Record<string, string>>, body = ''): string => {
  const lines = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [line, ...lines, '', body].join('\r\n');
};
