import { ENDPOINTS } from './routes.js';
import type { HttpHandler, HttpResponse } from './http-message.js';

/** The headers that the official client and ours send. */
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'if-match',
  'wix-account-id',
  'wix-site-id',
  'x-wix-bi-gateway',
  'x-wix-consistent',
].join(', ');

const RESPONSE_HEADERS = 'etag, retry-after, x-wix-request-id';

const METHODS = [...new Set(ENDPOINTS.map(({ method }) => method))].join(', ');

/** How long, in seconds, a browser may remember that it asked; browsers cap it at two hours. */
const MAX_AGE = '7200';

const add = (response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse => ({
  ...response,
  headers: { ...response.headers, ...headers },
});

/** Lets pages of these origins call the API; `*` lets every page. Keys are sent as headers, never as cookies. */
export const withCors = (handler: HttpHandler, origins: readonly string[]): HttpHandler => {
  if (origins.length === 0) return handler;
  const isAllowed = (origin: string): boolean => origins.includes('*') || origins.includes(origin);
  return async (request) => {
    const origin = request.header('origin');
    const varying = { vary: 'Origin' };
    if (origin === undefined || !isAllowed(origin)) return add(await handler(request), varying);
    const allowed = { ...varying, 'access-control-allow-origin': origin };
    if (request.method === 'OPTIONS' && request.header('access-control-request-method') !== undefined) {
      return {
        status: 204,
        headers: {
          ...allowed,
          'access-control-allow-methods': METHODS,
          'access-control-allow-headers': REQUEST_HEADERS,
          'access-control-max-age': MAX_AGE,
        },
        body: '',
      };
    }
    return add(await handler(request), { ...allowed, 'access-control-expose-headers': RESPONSE_HEADERS });
  };
};
