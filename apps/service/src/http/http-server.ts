import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpHandler, toNodeListener } from '@loyalty-programs/adapters-http/server';
import { type Result, err, ok } from 'neverthrow';
import { type ConfigError, configError, hasCode, reasonOf } from '../errors.js';
import { Connections } from './connections.js';
import { answerEarly, type EarlyAnswer, refuseMalformed } from './early-answer.js';

/** How long, in milliseconds, a caller may take for its headers, and for its whole request. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;

/** How often, in milliseconds, timeouts are checked. */
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
  /** How long, in milliseconds, an idle connection is kept: longer than the proxies in front keep theirs. */
  readonly keepAliveTimeout: number;
  readonly maxConnections: number;
  /** Called for each connection and call that is refused because there are too many. */
  readonly onRefused: () => void;
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

/** A server that does not wait forever for slow callers. */
export const createServerWithTimeouts = (keepAliveTimeout: number): Server =>
  createServer({
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: CHECKING_INTERVAL,
    keepAliveTimeout,
    // Node would answer in its own form.
    requireHostHeader: false,
  }).on('clientError', refuseMalformed);

const HOST_MISSING: EarlyAnswer = {
  status: 400,
  reason: 'Bad Request',
  code: 'BAD_REQUEST',
  description: 'The header Host is missing',
};

const EXPECTATION_FAILED: EarlyAnswer = {
  status: 417,
  reason: 'Expectation Failed',
  code: 'EXPECTATION_FAILED',
  description: 'The only expectation that can be met is 100-continue',
};

/** HTTP/1.1 demands a `Host`. */
const withHost =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const isMissing = request.httpVersion === '1.1' && request.headers.host === undefined;
    if (isMissing) answerEarly(response, HOST_MISSING);
    else listener(request, response);
  };

/** Starts to listen. A port that is taken is a bad setting, not a crash. */
export const listen = async (
  handler: HttpHandler,
  options: ListenOptions,
): Promise<Result<RunningServer, ConfigError>> => {
  const server = createServerWithTimeouts(options.keepAliveTimeout);
  const connections = new Connections(server, options);
  const serve = (listener: RequestListener): RequestListener => connections.serve(withHost(listener));
  server.on('request', serve(toNodeListener(handler)));
  // With a listener for it, Node leaves it to us to invite the body.
  server.on('checkContinue', serve(toNodeListener(handler, { invitesBodies: true })));
  server.on(
    'checkExpectation',
    serve((_request, response) => {
      answerEarly(response, EXPECTATION_FAILED);
    }),
  );
  try {
    await listening(server, options);
    return ok({ origin: originOf(server.address()), stop: () => connections.stop() });
  } catch (error) {
    const why = hasCode(error, 'EADDRINUSE') ? 'it is in use' : reasonOf(error);
    return err(configError(`can't listen on HOST ${options.host}, PORT ${options.port}: ${why}`));
  }
};
