import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RunningServer, serve } from './servers.js';

type Fetch = (request: Request) => Response | Promise<Response>;

/** The body of a request as a web stream. Cancelled, it is read to its end: the caller still gets its answer. */
const bodyOf = (request: IncomingMessage): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      request.on('data', (chunk: Uint8Array) => {
        controller.enqueue(chunk);
      });
      request.on('end', () => {
        controller.close();
      });
      request.on('error', (error) => {
        controller.error(error);
      });
    },
    cancel: () => {
      request.removeAllListeners('data').removeAllListeners('end').resume();
    },
  });

const toRequest = (request: IncomingMessage): Request => {
  const { method = 'GET', url = '/' } = request;
  const takesBody = method !== 'GET' && method !== 'HEAD';
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(`http://${request.headers.host ?? 'localhost'}${url}`, {
    method,
    headers,
    ...(takesBody && { body: bodyOf(request), duplex: 'half' }),
  });
};

const answer = async (fetch: Fetch, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const answered = await fetch(toRequest(request));
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(await answered.text());
};

/** Serves what speaks `Request` and `Response` over real HTTP. */
export const serveFetch = (fetch: Fetch): Promise<RunningServer> =>
  serve((request, response) => {
    answer(fetch, request, response).catch(() => {
      response.destroy();
    });
  });
