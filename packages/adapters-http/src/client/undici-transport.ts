import { type Dispatcher, Pool } from 'undici';
import { NotSent, type Transport } from './transport.js';

/** A transport that holds connections; close it in the end. */
export interface UndiciTransport {
  readonly transport: Transport;
  /** Waits for the calls under way and closes the connections. */
  close(): Promise<void>;
}

/** Tells when a request leaves the queue of the pool for a connection: from then on it may be processed. */
const noting =
  (start: () => void): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        start();
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (controller, status, headers, message) =>
        handler.onResponseStart?.(controller, status, headers, message),
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    });

interface Sent extends Dispatcher.RequestOptions {
  readonly signal: AbortSignal;
}

/** Sends a change, and rejects with `NotSent` where it never left the queue: undici does not look at a signal there. */
const sendChange = async (pool: Pool, change: Sent): Promise<Dispatcher.ResponseData> => {
  const { signal } = change;
  const progress = { isStarted: false };
  let giveUp = (): void => undefined;
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = () => {
      reject(new Error('given up'));
    };
  });
  const start = (): void => {
    progress.isStarted = true;
  };
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([pool.compose(noting(start)).request(change), givenUp]);
  } catch (error) {
    throw progress.isStarted ? error : new NotSent('', { cause: error });
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
};

/**
 * Sends requests over a pool of persistent connections, for Node; with many calls in flight the client does some twice
 * as many of them as with `fetch`.
 *
 * @param origin where the service is: `https://loyalty.example.com`; requests to other origins are not sent.
 * @param options undici's own, for its `Pool`
 */
export const createUndiciTransport = (origin: string, options: Pool.Options = {}): UndiciTransport => {
  const pool = new Pool(origin, options);
  const home = new URL(origin).origin;
  let closing: Promise<void> | undefined;
  return {
    close: () => (closing ??= pool.close()),
    transport: async ({ method, url, headers, body, signal }) => {
      if (closing !== undefined) throw new NotSent('closed');
      const target = URL.canParse(url) ? new URL(url) : undefined;
      if (target?.origin !== home) throw new NotSent('another origin');
      const request: Sent = {
        method,
        path: target.pathname + target.search,
        // Nothing here would decode what is compressed.
        headers: { ...headers, 'accept-encoding': 'identity' },
        body,
        signal,
      };
      // A read may be repeated whether it was sent or not, and to find that out takes time.
      const response = await (method === 'GET' ? pool.request(request) : sendChange(pool, request));
      return {
        status: response.statusCode,
        header: (name) => {
          const value = response.headers[name];
          return Array.isArray(value) ? value[0] : value;
        },
        body: response.body,
      };
    },
  };
};
