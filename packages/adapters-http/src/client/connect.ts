import type { Peer } from './exchange.js';
import { type Fetch, fetchTransport, type Transport } from './transport.js';

/** Who is calling. */
export interface Credentials {
  /**
   * Sent unchanged in `Authorization`. A function is called for each attempt, so that keys can rotate; if it fails,
   * nothing is sent.
   */
  readonly apiKey: string | (() => string | Promise<string>);
}

/** Where the service is, who calls it, and how. */
export interface ClientOptions {
  /** The API with its prefix: `https://loyalty.example.com/loyalty-programs`. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Used in place of the runtime's `fetch`. */
  readonly fetch?: Fetch;
  /** Used in place of `fetch` altogether: another way to send requests. */
  readonly transport?: Transport;
  /** Timeout of a call including its retries, in milliseconds; 10,000 by default. */
  readonly timeout?: number;
  /** Maximum number of retries of a call that is safe to retry; 3 by default. */
  readonly retries?: number;
}

/** How a client calls. */
export interface Connection extends Peer {
  /** Where the API is, with its prefix and without a slash at the end. */
  readonly root: string;
  /** Timeout of a call including its retries, in milliseconds. */
  readonly timeout: number;
  /** Maximum number of retries. */
  readonly retries: number;
}

/** Everything that is needed to make calls. */
export const connect = ({
  baseUrl,
  credentials: { apiKey },
  fetch: send = (url, init) => fetch(url, init),
  transport = fetchTransport(send),
  timeout = 10_000,
  retries = 3,
}: ClientOptions): Connection => ({
  transport,
  root: baseUrl.replace(/\/+$/u, ''),
  credentials: async () => ({ authorization: typeof apiKey === 'string' ? apiKey : await apiKey() }),
  timeout,
  retries,
});

/** The connection for several calls that together may take the time of one: each time what is left of it. */
export const sharingTime = (connection: Connection): (() => Connection) => {
  const end = performance.now() + connection.timeout;
  return () => ({ ...connection, timeout: end - performance.now() });
};
