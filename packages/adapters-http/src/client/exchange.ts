import { ResultAsync } from 'neverthrow';
import type { Deadline } from './deadline.js';
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

/** How many characters are read of an answer at most; a bulk get of some thousand programs fits. */
const MAX_REPLY_LENGTH = 16 * 1024 * 1024;

/** What can be made, else `undefined`. */
const attempt = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch {
    return undefined;
  }
};

const readJson = async (body: AsyncIterable<Uint8Array>): Promise<unknown> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of body) {
    const more = attempt(() => decoder.decode(chunk, { stream: true }));
    text += more ?? '';
    if (more === undefined || text.length > MAX_REPLY_LENGTH) return undefined;
  }
  return attempt((): unknown => JSON.parse(text + decoder.decode()));
};

/** Sends one request, and reads its answer to the end. */
export const exchange = (
  { transport, credentials }: Peer,
  request: TransportRequest,
  { signal, over }: Deadline,
): ResultAsync<Reply, NoReply> => {
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
  // For transports that do not obey the signal.
  const aborted = over.then(() => {
    throw signal.reason;
  });
  return ResultAsync.fromPromise(Promise.race([send(), aborted]), (error) => ({
    sent: progress.sent && !(error instanceof NotSent),
    cause: kindOf(error),
  }));
};
