import type { Result } from 'neverthrow';
import type { PayloadTooLarge, RequestAborted } from './errors.js';

/** A request, free of any server framework. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** The path alone, still percent-encoded: `/loyalty-programs/v1/program`. */
  readonly path: string;
  /** What follows the `?`; empty where there is none. */
  readonly query: string;
  /** The value of a header, asked for by its name in lower case. */
  header(name: string): string | undefined;
  /** Reads the body to its end, or until it is longer than `limit` bytes. */
  body(limit: number): Promise<Result<Uint8Array, PayloadTooLarge | RequestAborted>>;
}

/** A response, free of any server framework. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The whole API as one function. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;
