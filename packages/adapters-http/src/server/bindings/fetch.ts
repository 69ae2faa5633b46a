import { chunksOf } from '../../wire.js';
import { collectBody, type HttpHandler, type HttpRequest } from '../http-message.js';

const toHttpRequest = (request: Request): HttpRequest => {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    body: async (limit) => {
      if (request.bodyUsed || request.body?.locked === true) {
        throw new TypeError('the host has read the body of a request; pass the handler an unread clone');
      }
      return collectBody(chunksOf(request.body), limit);
    },
  };
};

/** A stream that asks for the next part when the caller has read the last one. */
const streamOf = (parts: AsyncIterable<string>): ReadableStream<Uint8Array> => {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      cancel: async () => {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
};

/** The API for web-standard hosts: Hono, Deno, Bun, Cloudflare Workers, Next.js route handlers. */
export const toFetch =
  (handler: HttpHandler) =>
  async (request: Request): Promise<Response> => {
    const { status, headers, body } = await handler(toHttpRequest(request));
    // A 204 may not even have an empty body.
    if (body === '' || request.method === 'HEAD') return new Response(null, { status, headers });
    return new Response(typeof body === 'string' ? body : streamOf(body), { status, headers });
  };
