import type { AbortSignalLike } from '@loyalty-programs/core/adapter-kit';
import { ResultAsync } from 'neverthrow';
import { kindOf, NotSent, type Transport, type TransportRequest } from './transport.js';

/** The longest time that a timer can take, in milliseconds: some 24 days. */
const MAX_DELAY = 2 ** 31 - 1;

/** What can be made, else `undefined`. */
const attempt = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch {
    return undefined;
  }
};

/** Ends a call at its timeout, or when the caller cancels it. */
export interface Deadline {
  /** Aborts at the timeout, or when the caller cancels. */
  readonly signal: AbortSignal;
  /**
   * Resolves one tick after the signal aborts, so that transports can reject first. Shared by all attempts and pauses,
   * so that none of them leaves a listener behind.
   */
  readonly over: Promise<void>;
  /** Waits, unless the call would end before; says whether it did. */
  waitFor(milliseconds: number): Promise<boolean>;
  /** Whether the caller ended it. */
  readonly isCancelled: () => boolean;
  /** Must be called in the end; otherwise the timer and the caller's signal retain it. */
  readonly dispose: () => void;
}

/** Sets the deadline of a call that begins now. */
export const deadlineIn = (milliseconds: number, caller: AbortSignalLike | undefined): Deadline => {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => {
    controller.abort();
  };
  const over = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      setTimeout(resolve);
    });
  });
  // The system clock may be set during a call; this one is monotonic.
  const end = performance.now() + milliseconds;
  const timer = setTimeout(abort, Math.min(milliseconds, MAX_DELAY));
  // In JavaScript the caller's signal may be anything; one that is no signal never ends a call.
  attempt(() => caller?.addEventListener('abort', abort));
  const isCancelled = (): boolean => attempt(() => caller?.aborted) === true;
  if (isCancelled() || milliseconds <= 0) abort();
  return {
    signal,
    over,
    isCancelled,
    waitFor: async (pause) => {
      if (signal.aborted || performance.now() + pause >= end) return false;
      let pausing;
      const paused = new Promise((resolve) => {
        pausing = setTimeout(resolve, pause);
      });
      await Promise.race([over, paused]);
      clearTimeout(pausing);
      return !signal.aborted;
    },
    dispose: () => {
      clearTimeout(timer);
      attempt(() => caller?.removeEventListener('abort', abort));
    },
  };
};

/** Seconds to wait according to `Retry-After`, given as a number or a date; `undefined` if absent or malformed. */
const secondsOf = (retryAfter = ''): number | undefined => {
  const seconds = /^\d+$/u.test(retryAfter)
    ? Number(retryAfter)
    : // One of the three forms of date leaves out that it is in GMT.
      (Date.parse(`${retryAfter.replace(/ GMT$/u, '')} GMT`) - Date.now()) / 1000;
  return seconds >= 0 ? Math.min(Math.ceil(seconds), Number.MAX_SAFE_INTEGER) : undefined;
};

/** An answer that came whole. */
export interface Reply {
  readonly status: number;
  readonly etag: string | undefined;
  /** `Retry-After` in seconds, if the service sends it. */
  readonly retryAfter: number | undefined;
  /** The parsed body; `undefined` if it is not JSON in UTF-8 or is too long. */
  readonly json: unknown;
}

/** No whole answer came. */
export interface NoReply {
  /** The request may have been sent; else it surely never left. */
  readonly sent: boolean;
  readonly cause: string;
}

/** Where requests are sent, with which credentials. */
export interface Peer {
  readonly transport: Transport;
  /** The headers with the credentials, read again for each attempt. */
  readonly credentials: () => Promise<Readonly<Record<string, string>>>;
}

/** How many characters are read of an answer at most; a bulk get of some thousand programs fits. */
const MAX_REPLY_LENGTH = 16 * 1024 * 1024;

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
    // Send nothing if the caller cancelled while the key was being fetched.
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
