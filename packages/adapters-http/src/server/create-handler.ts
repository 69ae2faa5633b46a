import { type SiteId, invalidInput, parseSiteId, wrongFormat } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { Answer, Endpoint, Services } from './endpoint.js';
import { errorResponse } from './error-response.js';
import type { ApiError } from './errors.js';
import type { HttpHandler, HttpRequest, HttpResponse } from './http-message.js';
import { jsonResponse } from './json-response.js';
import type { Authenticate } from './principal.js';
import { readJsonObject } from './request-body.js';
import { type Route, findRoute } from './routes.js';
import { permitSites } from './site-access.js';

export interface HandlerOptions extends Services {
  readonly authenticate: Authenticate;
  /** Told of everything that was thrown, which is always a bug; the caller gets a 500 that says nothing. */
  readonly onBug?: (bug: unknown, requestId: string) => void;
}

/** Text that is not percent-encoded well is left as it is: no site is called like that. */
const decodePath = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The site a call is about. */
const siteOf = (route: Route, request: HttpRequest): Result<SiteId, ApiError> => {
  const inPath = route.site === undefined ? undefined : decodePath(route.site);
  const raw = inPath ?? request.header('wix-site-id');
  if (raw === undefined) return err({ type: 'SiteMissing' });
  return parseSiteId(raw, inPath === undefined ? 'wix-site-id' : 'siteId').mapErr(invalidInput);
};

/** A write that no revision guards refuses `If-Match`: whoever sends one would not want another revision changed. */
const checkIfMatch = ({ method, refusals }: Endpoint, request: HttpRequest): Result<void, ApiError> =>
  method === 'GET' || refusals.includes(412) || request.header('if-match') === undefined
    ? ok()
    : err(invalidInput([wrongFormat('If-Match', 'absent: no revision guards this call')]));

/** The way of a request: route, caller, permission, site, body, use case. */
const answer = async (
  { authenticate, ...services }: HandlerOptions,
  request: HttpRequest,
): Promise<Result<Answer, ApiError>> => {
  const route = findRoute(request.path, request.method);
  if (route.isErr()) return err(route.error);
  const { endpoint } = route.value;

  const authenticated = await authenticate(request);
  if (authenticated.isErr()) return err(authenticated.error);
  const principal = authenticated.value;
  if (!principal.permissions.has(endpoint.permission)) return err({ type: 'PermissionDenied' });

  if (endpoint.site === 'none') return endpoint.handle({ request, principal, services });
  const siteId = siteOf(route.value, request);
  if (siteId.isErr()) return err(siteId.error);
  const permitted = await permitSites({ principal, services }, [siteId.value]);
  if (permitted.isErr()) return err(permitted.error);
  const unguarded = checkIfMatch(endpoint, request);
  if (unguarded.isErr()) return err(unguarded.error);
  const body = endpoint.requestBody === undefined ? ok({}) : await readJsonObject(request);
  if (body.isErr()) return err(body.error);
  return endpoint.handle({ request, principal, services, siteId: siteId.value, body: body.value });
};

/** A host that fails to note a bug must not make it worse. */
const tell = ({ onBug }: HandlerOptions, bug: unknown, requestId: string): void => {
  try {
    onBug?.(bug, requestId);
  } catch {
    // There is nobody left to tell.
  }
};

const toResponse = (answered: Result<Answer, ApiError>): HttpResponse =>
  answered.match(
    ({ body, etag }) => jsonResponse(200, body, etag === undefined ? {} : { etag }),
    errorResponse,
  );

/**
 * The Loyalty Programs API as one function from request to response, free of any server framework. It never
 * throws and never rejects; `toFetch` and `toNodeListener` put it into a host.
 */
export const createHandler = (options: HandlerOptions): HttpHandler => {
  const respond = async (request: HttpRequest, requestId: string): Promise<HttpResponse> => {
    try {
      return toResponse(await answer(options, request));
    } catch (bug) {
      tell(options, bug, requestId);
      return errorResponse({ type: 'Internal' });
    }
  };
  return async (request) => {
    const requestId = crypto.randomUUID();
    const response = await respond(request, requestId);
    return { ...response, headers: { ...response.headers, 'x-wix-request-id': requestId } };
  };
};
