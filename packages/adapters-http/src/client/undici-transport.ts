import { Pool } from 'undici';
import { isWithoutConnection } from './fetch-transport.js';
import { NotSent, type Transport } from './transport.js';

/** A transport that holds connections, and has to be closed in the end. */
export interface UndiciTransport {
  readonly transport: Transport;
  /** Waits for the calls in flight, then closes the connections. */
  close(): Promise<void>;
}

/**
 * Sends requests over a pool of kept connections, for Node; several times the throughput of `fetch`.
 *
 * @param origin the server's, without a path: `https://loyalty.example.com`
 */
export const createUndiciTransport = (origin: string, options: Pool.Options = {}): UndiciTransport => {
  const pool = new Pool(origin, options);
  return {
    close: () => pool.close(),
    transport: async ({ method, url, headers, body, signal }) => {
      try {
        const response = await pool.request({
          method,
          path: url.slice(new URL(url).origin.length),
          headers,
          signal,
          ...(body !== undefined && { body }),
        });
        return {
          status: response.statusCode,
          header: (name) => {
            const value = response.headers[name];
            return Array.isArray(value) ? value.join(', ') : value;
          },
          body: response.body,
        };
      } catch (error) {
        throw isWithoutConnection(error) ? new NotSent('no connection', { cause: error }) : error;
      }
    },
  };
};
