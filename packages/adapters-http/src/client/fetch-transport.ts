import { NotSent, type Transport } from './transport.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What Node says where no connection came about. Browsers don't tell. */
const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const codeOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error ? error.code : codeOf(error.cause);
};

/** Whether an error of a network means that there was no connection to send anything on. */
export const isWithoutConnection = (error: unknown): boolean => {
  const code = codeOf(error);
  return typeof code === 'string' && NO_CONNECTION.has(code);
};

async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Leaves nothing behind of an answer that nobody reads to its end.
    await reader.cancel().catch(() => undefined);
  }
}

/** Sends requests with `fetch`, the one of the runtime or the host's own. */
export const fetchTransport =
  (send: Fetch): Transport =>
  async ({ method, url, headers, body, signal }) => {
    const init: RequestInit = {
      method,
      headers,
      signal,
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      ...(body !== undefined && { body }),
    };
    try {
      const response = await send(url, init);
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: chunksOf(response.body),
      };
    } catch (error) {
      throw isWithoutConnection(error) ? new NotSent('no connection', { cause: error }) : error;
    }
  };
