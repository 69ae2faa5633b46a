import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher, ProxyAgent, request } from 'undici';
import { MAX_KEPT_ANSWER } from '../model/delivery.js';
import { AddressNotAllowed, type AddressRules } from './address-rules.js';
import type { Answer, NoAnswer, OutgoingRequest, WebhookSender } from './sender.js';

/** How much of an answer is read, in bytes; then the connection is closed. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** How long, in milliseconds, a connection may take to open. */
const CONNECT_TIMEOUT = 10_000;

/** How long, in milliseconds, an idle connection is kept: receivers close theirs after 5 seconds and more. */
const KEEP_ALIVE_TIMEOUT = 4000;

export interface UndiciSenderOptions {
  readonly rules: AddressRules;
  /** The URL of a proxy that makes all connections, and decides which addresses may be called. */
  readonly proxy?: string;
}

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

/** Resolves and checks in one step, and connects to just the addresses that were checked. */
const checkedLookup =
  (rules: AddressRules): LookupFunction =>
  (hostname, { all, family }, callback) => {
    rules
      .addressesOf(hostname)
      .then((addresses) => {
        const found = addresses
          .map((address) => ({ address, family: isIP(address) }))
          .filter((each) => family === undefined || family === 0 || each.family === family);
        const [first] = found;
        if (first === undefined) throw new AddressNotAllowed(`${hostname} has no usable address`);
        if (all === true) callback(null, found);
        else callback(null, first.address, first.family);
      })
      .catch((cause: unknown) => {
        callback(asError(cause), '', 0);
      });
  };

/** Connects to public addresses only, but for the origins that a setting allows. */
const guardedConnector = (rules: AddressRules): buildConnector.connector => {
  const plain = buildConnector({ timeout: CONNECT_TIMEOUT });
  const checked = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: checkedLookup(rules) });
  return (options, callback) => {
    if (rules.isAllowed(options)) {
      plain(options, callback);
      return;
    }
    const hostname = options.hostname.replace(/^\[(.*)\]$/u, '$1');
    // A literal address is not looked up.
    if (isIP(hostname) === 0) {
      checked(options, callback);
      return;
    }
    rules.addressesOf(hostname).then(
      () => {
        checked(options, callback);
      },
      (cause: unknown) => {
        callback(asError(cause), null);
      },
    );
  };
};

const dispatcherOf = ({ rules, proxy }: UndiciSenderOptions): Dispatcher => {
  const options = { keepAliveTimeout: KEEP_ALIVE_TIMEOUT, keepAliveMaxTimeout: KEEP_ALIVE_TIMEOUT };
  return proxy === undefined
    ? new Agent({ ...options, connect: guardedConnector(rules) })
    : new ProxyAgent({ ...options, uri: proxy });
};

/** Codes of Node, OpenSSL and undici: words in capitals. */
const codeOf = (cause: unknown): string | undefined => {
  if (!(cause instanceof Error)) return undefined;
  const code: unknown = 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string' && /^[A-Z0-9_]+$/u.test(code)) return code;
  return cause instanceof AggregateError ? codeOf(cause.errors[0]) : undefined;
};

const TIMED_OUT = 'the time-out passed before the answer was complete';

const noAnswer = (cause: unknown, isTimedOut: boolean): NoAnswer => {
  if (isTimedOut) return { status: null, error: TIMED_OUT, cause };
  if (cause instanceof AddressNotAllowed) {
    return { status: null, error: 'the address may not be called', cause };
  }
  return { status: null, error: `no answer (${codeOf(cause) ?? 'UNKNOWN'})`, cause };
};

interface Body {
  readonly text: string;
  readonly error: string | null;
}

/** Keeps the beginning of a body, and reads no more than is allowed of it. */
const readBody = async (body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<Body> => {
  const kept: Buffer[] = [];
  let bytes = 0;
  let error: string | null = null;
  try {
    for await (const chunk of body) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      if (bytes < 4 * MAX_KEPT_ANSWER) kept.push(part);
      bytes += part.length;
      // Leaving the loop closes the connection.
      if (bytes >= MAX_ANSWER_BYTES) break;
    }
  } catch (cause) {
    error = signal.aborted ? TIMED_OUT : `the answer broke off (${codeOf(cause) ?? 'UNKNOWN'})`;
  }
  const text = Buffer.concat(kept)
    .subarray(0, 4 * MAX_KEPT_ANSWER)
    .toString('utf8');
  return { text: text.slice(0, MAX_KEPT_ANSWER), error };
};

/** Sends with undici, under the address rules. */
export const createUndiciSender = (options: UndiciSenderOptions): WebhookSender => {
  const dispatcher = dispatcherOf(options);
  return {
    send: async ({ url, headers, body, timeout }: OutgoingRequest): Promise<Answer | NoAnswer> => {
      const allowed = options.rules.checkUrl(url);
      if (allowed.isErr()) {
        return { status: null, error: `the URL must ${allowed.error}`, cause: undefined };
      }
      const controller = new AbortController();
      const { signal } = controller;
      const timer = setTimeout(() => {
        controller.abort();
      }, timeout);
      try {
        const answer = await request(allowed.value, { dispatcher, method: 'POST', headers, body, signal });
        const retryAfter = answer.headers['retry-after'];
        const read = await readBody(answer.body, signal);
        return {
          status: answer.statusCode,
          retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
          ...read,
        };
      } catch (cause) {
        return noAnswer(cause, signal.aborted);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => dispatcher.close(),
  };
};
