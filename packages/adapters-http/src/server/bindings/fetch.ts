import { chunksOf } from '../../wire/chunks-of.js';
import { collectBody } from '../collect-body.js';
import type { HttpHandler, HttpRequest } from '../http-message.js';

const toHttpRequest = (request: Request): HttpRequest => {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => collectBody(chunksOf(request.body), limit),
  };
};

/** The API for web-standard hosts: Hono, Deno, Bun, Cloudflare Workers, Next.js route handlers. */
export const toFetch =
  (handler: HttpHandler) =>
  async (request: Request): Promise<Response> => {
    const { status, headers, body } = await handler(toHttpRequest(request));
    // A 204 may not even have an empty body.
    const hasBody = body !== '' && request.method !== 'HEAD';
    return new Response(hasBody ? body : null, { status, headers });
  };
