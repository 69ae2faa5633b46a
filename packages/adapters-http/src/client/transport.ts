import { chunksOf } from '../wire.js';
import { isCode } from './wire/values.js';

/** One request, ready to be sent. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; `null`: there is none. */
  readonly body: string | null;
  /** Ends the exchange, the reading of the answer included. */
  readonly signal: AbortSignal;
}

/** The answer to one request. */
export interface TransportResponse {
  readonly status: number;
  /** The value of a header, by its lower-case name. */
  header(name: string): string | undefined;
  /** The body, chunk by chunk. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends one request and returns the response; follows no redirect and does not retry. Rejects where no answer
 * came, with `NotSent` where the request surely did not leave.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** The request was not sent, so nothing was processed. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** Codes of Node for a failed connection. Browsers do not report them. */
const NO_CONNECTION = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
];

/** The code of an error, or of what caused it, as far back as anything is said: a host's may go round in a circle. */
const codeOf = (error: unknown, steps = 5): string | undefined => {
  if (!(error instanceof Error) || steps === 0) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause, steps - 1);
};

/** The error as a transport must report it: `NotSent` if its code says that nothing was sent. */
const toldAsNotSent = (error: unknown): unknown =>
  NO_CONNECTION.includes(codeOf(error) ?? '') ? new NotSent('', { cause: error }) : error;

/** What may be revealed of an error: its code or its name. Messages can contain addresses and more. */
export const kindOf = (error: unknown): string =>
  [codeOf(error), error instanceof Error ? error.name : undefined].find(isCode) ?? typeof error;

/** The part of the web's `fetch` that is used here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends requests with `fetch`, the one of the runtime or the host's own. */
export const fetchTransport =
  (send: Fetch): Transport =>
  async (request) => {
    try {
      const response = await send(request.url, {
        ...request,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: chunksOf(response.body),
      };
    } catch (error) {
      throw toldAsNotSent(error);
    }
  };
