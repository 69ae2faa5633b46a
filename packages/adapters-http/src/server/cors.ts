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

const RESPONSE_HEADERS = 'etag, retry-after, x-ignored-fields, x-wix-request-id';

const METHODS = [...new Set(['GET', 'HEAD', ...ENDPOINTS.map(({ method }) => method)])].join(', ');

/** How long browsers may cache a preflight response, in seconds; they cap it at two hours. */
const MAX_AGE = '7200';

const add = (response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse => ({
  ...response,
  headers: { ...response.headers, ...headers },
});

/** A web page's origin as browsers write it, or that of an app in a web view: `capacitor://localhost`. */
const isOrigin = (text: string): boolean => {
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s,*/?#@\\]+$/u.test(text) || !URL.canParse(text)) return false;
  return !/^https?:/u.test(text) || new URL(text).origin === text;
};

/** One label or more of a host name. */
const SUBDOMAIN = /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/u;

/** Splits `https://*.shop.example` at its `*`. */
const splitWildcard = (pattern: string): readonly [before: string, after: string] | undefined => {
  const [before = '', after, ...others] = pattern.split('*');
  return after !== undefined && others.length === 0 && before.endsWith('://') && after.startsWith('.')
    ? [before, after]
    : undefined;
};

/**
 * Whether `withCors` understands a text: an origin such as `https://shop.example` or `capacitor://localhost`, all
 * subdomains as in `https://*.shop.example`, or `*`.
 */
export const isOriginPattern = (text: string): boolean => {
  if (text === '*' || isOrigin(text)) return true;
  const wildcard = splitWildcard(text);
  return wildcard !== undefined && isOrigin(wildcard.join('a'));
};

const matches = (pattern: string, origin: string): boolean => {
  if (pattern === '*' || pattern === origin) return true;
  const [before, after] = splitWildcard(pattern) ?? [];
  return (
    before !== undefined &&
    after !== undefined &&
    origin.startsWith(before) &&
    origin.endsWith(after) &&
    SUBDOMAIN.test(origin.slice(before.length, -after.length))
  );
};

/**
 * Lets pages of these origins call the API. `*` lets every page; `https://*.shop.example` stands for all
 * subdomains, at any depth, but not for `https://shop.example`. Keys are sent as headers, never as cookies. Throws
 * a `TypeError` for a text that can match no origin.
 */
export const withCors = (handler: HttpHandler, origins: readonly string[]): HttpHandler => {
  if (origins.length === 0) return handler;
  const wrong = origins.find((origin) => !isOriginPattern(origin));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not an origin`);
  const isAllowed = (origin: string): boolean => origins.some((pattern) => matches(pattern, origin));
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
