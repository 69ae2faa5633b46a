import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectBody } from '../collect-body.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http-message.js';
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

/** The path and the query of a request target, which may also be a whole URL. */
const splitTarget = (target: string): readonly [path: string, query: string] => {
  const local = target.replace(/^https?:\/\/[^/?]*/iu, '');
  const at = local.indexOf('?');
  return at < 0 ? [local, ''] : [local.slice(0, at), local.slice(at + 1)];
};

const toHttpRequest = (request: IncomingMessage, path: string, query: string): HttpRequest => ({
  method: request.method ?? 'GET',
  path,
  query,
  header: (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  },
  body: (limit) => collectBody(request.readableEnded ? [bodyReadBefore(request)] : chunksOf(request), limit),
});

const isOurs = (path: string): boolean => PREFIXES.some((prefix) => path.startsWith(`${prefix}/`));

const send = (response: ServerResponse, { status, headers, body }: HttpResponse): void => {
  // A host that lost its patience may have answered itself.
  if (response.headersSent) return;
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
};

/** A listener for `node:http`, and a middleware for the frameworks that take one. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/**
 * The API for `node:http` and for what is built on it: Express, Fastify, Nest, Koa. Given a `next`, it leaves
 * every path that is not the API's to the host.
 */
export const toNodeListener =
  (handler: HttpHandler): NodeListener =>
  (request, response, next) => {
    const [path, query] = splitTarget(request.url ?? '/');
    if (next !== undefined && !isOurs(path)) {
      next();
      return;
    }
    handler(toHttpRequest(request, path, query))
      .then((answer) => {
        send(response, answer);
      })
      .catch(() => {
        response.destroy();
      });
  };
