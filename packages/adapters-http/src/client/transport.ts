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
  /** The value of a header, asked for by its name in lower case. */
  header(name: string): string | undefined;
  /** The body, chunk by chunk. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends one request and gives its answer; never follows a redirect, never tries again. Rejects where no answer
 * came, with `NotSent` where the request surely did not leave.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** Surely nothing was processed: the request was not sent. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}
