import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectBody, type HttpHandler, type HttpRequest, type HttpResponse } from '../http-message.js';
import { PREFIXES } from '../routes.js';

/** What a framework made of a body that it read before us, as bytes again. */
const bytesOf = (body: unknown): Uint8Array => {
  if (body instanceof Uint8Array) return body;
  if (body === undefined) return new Uint8Array();
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Express and others may have read the body before us; they leave what they made of it in `request.body`. */
const bodyReadBefore = (request: IncomingMessage): Uint8Array => {
  const body: unknown = Reflect.get(request, 'body');
  if (body === undefined && announcesBody(request)) {
    throw new TypeError('the host has read the body of a request and did not leave it in request.body');
  }
  return bytesOf(body);
};

async function* chunksOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    }
  } finally {
    // What is left is read and dropped, so that the caller gets to read the answer.
    request.resume();
  }
}

/** How many headers a server accepts if `maxHeadersCount` is not set; it drops the others silently. */
const NODE_MAX_HEADERS = 1000;

const maxHeadersOf = ({ socket }: IncomingMessage): number => {
  const server: unknown = Reflect.get(socket, 'server');
  const max: unknown =
    typeof server === 'object' && server !== null ? Reflect.get(server, 'maxHeadersCount') : undefined;
  if (typeof max !== 'number') return NODE_MAX_HEADERS;
  return max > 0 ? max : Number.POSITIVE_INFINITY;
};

/** With as many headers as accepted, there may have been more. */
const hasDroppedHeaders = (request: IncomingMessage): boolean =>
  request.rawHeaders.length / 2 >= maxHeadersOf(request);

/** The path and the query of a request target, which may also be a whole URL. */
const splitTarget = (target: string): readonly [path: string, query: string] => {
  const local = target.replace(/^https?:\/\/[^/?]*/iu, '');
  const at = local.indexOf('?');
  return at < 0 ? [local, ''] : [local.slice(0, at), local.slice(at + 1)];
};

const expectsInvitation = ({ headers }: IncomingMessage): boolean =>
  headers.expect?.toLowerCase() === '100-continue';

/** The two ends of one call. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The caller waits with its body until it is invited. */
  readonly awaitsInvitation: boolean;
}

const toHttpRequest = (
  { request, response, awaitsInvitation }: Exchange,
  path: string,
  query: string,
): HttpRequest => {
  const { remoteAddress } = request.socket;
  return {
    method: request.method ?? 'GET',
    path,
    query,
    ...(remoteAddress !== undefined && { remoteAddress }),
    ...(hasDroppedHeaders(request) && { hasDroppedHeaders: true }),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: async (limit) => {
      if (request.readableDidRead || request.readableEnded)
        return collectBody([bodyReadBefore(request)], limit);
      if (awaitsInvitation) response.writeContinue();
      return collectBody(chunksOf(request), limit);
    },
  };
};

/** How long, in milliseconds, callers may take to read. */
interface Timeouts {
  readonly writeTimeout: number;
  readonly answerTimeout: number;
}

const isOurs = (path: string): boolean => PREFIXES.some((prefix) => path.startsWith(`${prefix}/`));

/** Comes to its end with an event of the response, with the connection, or by breaking off a caller that is too slow. */
const waitForEvent = (response: ServerResponse, event: 'drain' | 'finish', timeout: number): Promise<void> =>
  new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      response.off(event, end);
      response.off('close', end);
      resolve();
    };
    const expire = (): void => {
      // A pipelined answer waits for the ones before it, and these have time-outs of their own.
      if (response.socket === null) timer = setTimeout(expire, timeout).unref();
      else response.destroy();
    };
    timer = setTimeout(expire, timeout).unref();
    response.on(event, end);
    response.on('close', end);
  });

/** Other callers have their turn before the next part is made. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** The caller hung up or was dropped. */
const isGone = ({ destroyed }: ServerResponse): boolean => destroyed;

/** A caller that reads every part just in time is broken off when its time for the whole answer is over. */
const writeParts = async (
  response: ServerResponse,
  parts: AsyncIterable<string>,
  { writeTimeout, answerTimeout }: Timeouts,
): Promise<void> => {
  const deadline = performance.now() + answerTimeout;
  for await (const part of parts) {
    if (isGone(response)) return;
    const left = deadline - performance.now();
    if (left <= 0) response.destroy();
    else if (!response.write(part)) await waitForEvent(response, 'drain', Math.min(writeTimeout, left));
    // Even after `drain`, which comes within the same turn where the caller reads fast.
    await nextTurn();
  }
};

const send = async (
  { request, response, awaitsInvitation }: Exchange,
  { status, headers, body }: HttpResponse,
  timeouts: Timeouts,
): Promise<void> => {
  // A host that lost its patience may have answered itself.
  if (response.headersSent || isGone(response)) return;
  // The body may or may not follow without an interim response, so the start of the next request is unknown.
  const isUnread = awaitsInvitation && announcesBody(request) && !request.readableDidRead;
  const connection = isUnread ? { connection: 'close' } : {};
  const hasLength = typeof body === 'string' && body !== '';
  const length = hasLength ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  response.writeHead(status, { ...headers, ...connection, ...length });
  if (typeof body !== 'string' && request.method !== 'HEAD') await writeParts(response, body, timeouts);
  if (isGone(response)) return;
  response.end(typeof body === 'string' ? body : undefined);
  if (!response.writableFinished) await waitForEvent(response, 'finish', timeouts.writeTimeout);
};

/** A listener for `node:http`, and a middleware for the frameworks that take one. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

export interface NodeListenerOptions {
  /**
   * The listener is one for `checkContinue`: callers that `Expect` to be invited are, when their key is known and their
   * body is wanted. Without it the server has invited them already.
   */
  readonly invitesBodies?: boolean;
  /**
   * How long, in milliseconds, a caller may take to read an answer, or one part of a long one; 30,000 by default. Then
   * its connection is broken off.
   */
  readonly writeTimeout?: number;
  /** How long, in milliseconds, a caller may take to read all parts of a long answer; 600,000 by default. */
  readonly answerTimeout?: number;
}

/**
 * The API for `node:http` and for what is built on it: Express, Fastify, Nest, Koa. Given a `next`, it leaves
 * every path that is not the API's to the host.
 */
export const toNodeListener =
  (
    handler: HttpHandler,
    { invitesBodies = false, writeTimeout = 30_000, answerTimeout = 600_000 }: NodeListenerOptions = {},
  ): NodeListener =>
  (request, response, next) => {
    const [path, query] = splitTarget(request.url ?? '/');
    if (next !== undefined && !isOurs(path)) {
      next();
      return;
    }
    const exchange = { request, response, awaitsInvitation: invitesBodies && expectsInvitation(request) };
    handler(toHttpRequest(exchange, path, query))
      .then((answer) => send(exchange, answer, { writeTimeout, answerTimeout }))
      .catch(() => {
        response.destroy();
      });
  };
