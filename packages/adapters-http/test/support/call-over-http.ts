import { type Answered, type Asked, headersOf, targetOf } from './ask.js';

/** The same as `ask`, over real HTTP. */
export const callOver = async (base: string, method: string, asked: Asked = {}): Promise<Answered> => {
  const body = asked.json === undefined ? asked.body : JSON.stringify(asked.json);
  const response = await fetch(base + targetOf(asked), {
    method,
    headers: [...headersOf(asked)],
    ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: Object.fromEntries(response.headers), text, body: parsed };
};

/** A body that is sent in chunks of unknown number, so that no header tells its length. */
const chunked = (text: string, size = 8192): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
};

/** Sends such a body in a PATCH. */
export const callChunked = (base: string, text: string): Promise<Response> => {
  const init: RequestInit & { readonly duplex: 'half' } = {
    method: 'PATCH',
    headers: [...headersOf({ body: text })],
    body: chunked(text),
    duplex: 'half',
  };
  return fetch(base + targetOf({}), init);
};
