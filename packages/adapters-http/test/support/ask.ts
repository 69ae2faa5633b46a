import { ok } from 'neverthrow';
import { collectBody } from '../../src/server/http-message.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../src/server/index.js';
import { KEYS, SITE } from './keys.js';

/** A request as a test writes it. */
export interface Asked {
  /** Behind `/loyalty-programs`, query included; `fullPath` in its place stands alone. */
  readonly path?: string;
  readonly fullPath?: string;
  readonly prefix?: string;
  /** In addition to the key of the admin and the site; `undefined` leaves one of these out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
}

/** An answer with its body parsed. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: unknown;
}

const bytesOf = ({ body, json }: Asked): Uint8Array | undefined => {
  if (body instanceof Uint8Array) return body;
  const text = json === undefined ? body : JSON.stringify(json);
  return text === undefined ? undefined : new TextEncoder().encode(text);
};

export const headersOf = (asked: Asked): ReadonlyMap<string, string> => {
  const hasBody = asked.body !== undefined || asked.json !== undefined;
  const headers: Record<string, string | undefined> = {
    authorization: KEYS.admin,
    'wix-site-id': SITE,
    'content-type': hasBody ? 'application/json' : undefined,
    ...asked.headers,
  };
  return new Map(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

export const targetOf = ({ prefix = '/loyalty-programs', path = '/v1/program', fullPath }: Asked): string =>
  fullPath ?? prefix + path;

/** A request for a handler, of any server free. */
export const requestOf = (method: string, asked: Asked = {}): HttpRequest => {
  const headers = headersOf(asked);
  const bytes = bytesOf(asked);
  const [path = '', ...query] = targetOf(asked).split('?');
  return {
    method,
    path,
    query: query.join('?'),
    header: (name) => headers.get(name),
    body: async (limit) => (bytes === undefined ? ok(new Uint8Array()) : collectBody([bytes], limit)),
  };
};

/** The whole body of a response, also of one that comes in parts. */
export const textOf = async ({ body }: HttpResponse): Promise<string> => {
  if (typeof body === 'string') return body;
  let text = '';
  for await (const part of body) text += part;
  return text;
};

/** Asks a handler and reads its answer; the body of every answer is JSON. */
export const ask = async (handler: HttpHandler, method: string, asked: Asked = {}): Promise<Answered> => {
  const response = await handler(requestOf(method, asked));
  const text = await textOf(response);
  const parsed: unknown = JSON.parse(text);
  return { status: response.status, headers: response.headers, text, body: parsed };
};
