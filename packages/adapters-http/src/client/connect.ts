import type { Peer } from './exchange.js';
import { type Fetch, fetchTransport, type Transport } from './transport.js';

/** Who is calling. */
export interface Credentials {
  /**
   * Sent as it is in `Authorization`. A function is asked anew with each try, for keys that change; where it
   * fails nothing is sent.
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
  /** How long a call may take with all its tries, in milliseconds; 10,000 by default. */
  readonly timeout?: number;
  /** How often a call is tried again at most, where it may be; 3 by default. */
  readonly retries?: number;
}

/** How a client calls. */
export interface Connection extends Peer {
  /** Where the API is, with its prefix and without a slash at the end. */
  readonly root: string;
  /** How long a call may take with all its tries, in milliseconds. */
  readonly timeout: number;
  /** How often a call is tried again at most. */
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
