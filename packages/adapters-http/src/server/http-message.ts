import { err, ok, type Result } from 'neverthrow';
import type { PayloadTooLarge, RequestAborted } from './errors.js';

/** A request, free of any server framework. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** The path alone, still percent-encoded: `/loyalty-programs/v1/program`. */
  readonly path: string;
  /** What follows the `?`; empty if there is none. */
  readonly query: string;
  /** The value of a header, by its lower-case name. */
  header(name: string): string | undefined;
  /** The address of the caller, if the server knows it. */
  readonly remoteAddress?: string;
  /** The server has dropped headers beyond its limit. */
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
   * answer is incomplete, and the connection must be aborted.
   */
  readonly body: string | AsyncIterable<string>;
}

/** A response whose body is one text. */
export interface TextResponse extends HttpResponse {
  readonly body: string;
}

/** The whole API as one function. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** All sites share their URLs, so no answer may be stored and given to another one. */
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' } as const;

export const jsonResponse = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): TextResponse => ({ status, headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) });

/** Puts the chunks of a body together, and stops reading once they are more than `limit` bytes. */
export const collectBody = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): Promise<Result<Uint8Array, PayloadTooLarge | RequestAborted>> => {
  const collected: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > limit) return err({ type: 'PayloadTooLarge' });
      collected.push(chunk);
    }
  } catch {
    return err({ type: 'RequestAborted' });
  }
  const [only] = collected;
  if (collected.length === 1 && only !== undefined) return ok(only);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of collected) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return ok(bytes);
};
