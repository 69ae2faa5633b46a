import { type Server, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type HttpHandler, toNodeListener } from '@loyalty-programs/adapters-http/server';
import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from './configuration.js';
import { hasCode, reasonOf } from './reason.js';

/** How long, in milliseconds, a caller may take for its headers, and for its whole request. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

/** How long, in milliseconds, calls in flight may take when the service stops. */
const STOP_TIMEOUT = 10_000;

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8787` */
  readonly origin: string;
  /** Takes no more calls, and waits until those in flight are answered. */
  stop(): Promise<void>;
}

/** Answers what is not HTTP at all, in the form of the API's other errors. */
const refuseMalformed = (error: Error, socket: Socket): void => {
  if (!socket.writable) return;
  const tooLarge = hasCode(error, 'HPE_HEADER_OVERFLOW');
  const description = tooLarge ? 'The headers are too large' : 'The request is not well-formed HTTP';
  const code = tooLarge ? 'HEADERS_TOO_LARGE' : 'BAD_REQUEST';
  const body = JSON.stringify({
    message: description,
    details: { applicationError: { code, description, data: {} } },
  });
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const headers = `content-type: application/json\r\ncontent-length: ${String(body.length)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
};

const originOf = (address: AddressInfo | string | null): string => {
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${String(address.port)}`;
};

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const overdue = setTimeout(() => {
      server.closeAllConnections();
    }, STOP_TIMEOUT);
    server.close(() => {
      clearTimeout(overdue);
      resolve();
    });
    server.closeIdleConnections();
  });

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

/** Starts to listen. A port that is taken is a bad setting, not a crash. */
export const listen = async (
  handler: HttpHandler,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Result<RunningServer, BadSetting>> => {
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT });
  server.on('request', toNodeListener(handler));
  server.on('clientError', refuseMalformed);
  try {
    await listening(server, host, port);
    return ok({ origin: originOf(server.address()), stop: () => stop(server) });
  } catch (error) {
    const why = hasCode(error, 'EADDRINUSE') ? 'it is in use' : reasonOf(error);
    return err(badSetting(`can't listen on HOST ${host}, PORT ${String(port)}: ${why}`));
  }
};
