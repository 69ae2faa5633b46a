import { collectBody } from '../collect-body.js';
import type { HttpHandler, HttpRequest } from '../http-message.js';

/** What a stream gives, chunk by chunk; leaving early cancels the stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

const toHttpRequest = (request: Request): HttpRequest => {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => collectBody(request.body === null ? [] : chunksOf(request.body), limit),
  };
};

/** The API for web-standard hosts: Hono, Deno, Bun, Cloudflare Workers, Next.js route handlers. */
export const toFetch =
  (handler: HttpHandler) =>
  async (request: Request): Promise<Response> => {
    const { status, headers, body } = await handler(toHttpRequest(request));
    // A 204 may not even have an empty body.
    return new Response(body === '' ? null : body, { status, headers });
  };
