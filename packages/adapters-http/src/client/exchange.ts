import { ResultAsync } from 'neverthrow';
import { kindOf } from './network-error.js';
import { secondsOf } from './retry-after.js';
import { NotSent, type Transport, type TransportRequest } from './transport.js';

/** An answer that came whole. */
export interface Reply {
  readonly status: number;
  readonly etag: string | undefined;
  /** How many seconds the service asks to wait, where it does. */
  readonly retryAfter: number | undefined;
  /** The parsed body; `undefined` where it is not JSON in UTF-8, or longer than anything we ask for. */
  readonly json: unknown;
}

/** No whole answer came. */
export interface NoReply {
  /** The request may have been sent; else it surely never left. */
  readonly sent: boolean;
  readonly cause: string;
}

/** Where requests are sent, and as whom. */
export interface Peer {
  readonly transport: Transport;
  /** The headers that say who is calling, asked for anew with each try. */
  readonly credentials: () => Promise<Readonly<Record<string, string>>>;
}

/** The longest answer that is read; a bulk get of some thousand programs fits. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

const readJson = async (body: AsyncIterable<Uint8Array>): Promise<unknown> => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_REPLY_BYTES) return undefined;
    chunks.push(chunk.slice());
  }
  try {
    const bytes = await new Blob(chunks).arrayBuffer();
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return json;
  } catch {
    return undefined;
  }
};

/** Rejects when the signal aborts, for transports that do not obey it. */
const abortion = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

/** Sends one request, and reads its answer to the end. */
export const exchange = (
  { transport, credentials }: Peer,
  request: TransportRequest,
): ResultAsync<Reply, NoReply> => {
  const { signal } = request;
  const progress = { sent: false };
  const send = async (): Promise<Reply> => {
    signal.throwIfAborted();
    // What does not fit into a header fails here, before anything is sent.
    const headers = Object.fromEntries(new Headers({ ...request.headers, ...(await credentials()) }));
    // Whoever gave up while the key was asked for does not find the request sent later on.
    signal.throwIfAborted();
    progress.sent = true;
    const response = await transport({ ...request, headers });
    const json = await readJson(response.body);
    // Read here, where it may fail: a transport is the host's.
    return {
      status: response.status,
      etag: response.header('etag'),
      retryAfter: secondsOf(response.header('retry-after')),
      json,
    };
  };
  return ResultAsync.fromPromise(Promise.race([send(), abortion(signal)]), (error) => ({
    sent: progress.sent && !(error instanceof NotSent),
    cause: kindOf(error),
  }));
};
