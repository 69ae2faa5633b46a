import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpHandler, toNodeListener } from '@loyalty-programs/adapters-http/server';
import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from '../config/bad-setting.js';
import { gracefulStop } from './graceful-stop.js';
import { refuseMalformed } from './malformed-request.js';
import { hasCode, reasonOf } from '../reason.js';

/** How long, in milliseconds, a caller may take for its headers, and for its whole request. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

/** How often, in milliseconds, it is looked whether a caller takes longer. */
const CHECKING_INTERVAL = 5000;

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8787` */
  readonly origin: string;
  /** Takes no more calls, and waits until those in flight are answered. */
  stop(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Told of what goes wrong with the server itself while it listens. */
  readonly onError: (error: Error) => void;
}

const originOf = (address: AddressInfo | string | null): string => {
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
};

const listening = (server: Server, { host, port, onError }: ListenOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      server.on('error', onError);
      resolve();
    });
  });

/** A server that does not wait forever for callers that dawdle. */
export const createPatientServer = (): Server =>
  createServer({
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: CHECKING_INTERVAL,
  }).on('clientError', refuseMalformed);

/** Starts to listen. A port that is taken is a bad setting, not a crash. */
export const listen = async (
  handler: HttpHandler,
  options: ListenOptions,
): Promise<Result<RunningServer, BadSetting>> => {
  const server = createPatientServer();
  const stop = gracefulStop(server);
  server.on('request', toNodeListener(handler));
  try {
    await listening(server, options);
    return ok({ origin: originOf(server.address()), stop });
  } catch (error) {
    const why = hasCode(error, 'EADDRINUSE') ? 'it is in use' : reasonOf(error);
    return err(badSetting(`can't listen on HOST ${options.host}, PORT ${options.port}: ${why}`));
  }
};
