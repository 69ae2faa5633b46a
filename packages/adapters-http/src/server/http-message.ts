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
  /** The address of the caller, where the server knows it. */
  readonly remoteAddress?: string;
  /** The server has dropped headers beyond those that it keeps. */
  readonly hasDroppedHeaders?: true;
  /** Reads the body to its end, or until it is longer than `limit` bytes. */
  body(limit: number): Promise<Result<Uint8Array, PayloadTooLarge | RequestAborted>>;
}

/** A response, free of any server framework. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The text; or its parts, to be sent as fast as the caller reads them. When the parts end in an exception the
   * answer is not complete, and the connection has to be broken off.
   */
  readonly body: string | AsyncIterable<string>;
}

/** A response whose body is one text. */
export interface TextResponse extends HttpResponse {
  readonly body: string;
}

/** The whole API as one function. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;
