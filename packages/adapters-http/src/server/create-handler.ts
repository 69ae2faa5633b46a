import { parseSiteId, type RequestId, requestIdOf, type SiteId } from '@loyalty-programs/core';
import { invalidInput, wrongFormat } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import type { Answer, AnswerPart, Endpoint, Services } from './endpoint.js';
import { errorResponse } from './error-response.js';
import type { ApiError } from './errors.js';
import { type HttpHandler, type HttpRequest, type HttpResponse, jsonResponse } from './http-message.js';
import { createOpenApiDocument } from './openapi/document.js';
import type { Authenticate } from './principal.js';
import { readJsonObject } from './request.js';
import { findRoute, type Route } from './routes.js';
import { permitSites } from './site-access.js';

export interface HandlerOptions extends Services {
  readonly authenticate: Authenticate;
  /**
   * Called once for every call that fails with a 5xx although nothing was thrown: a store does not answer, say. The
   * cause is for logs; the caller does not get it.
   */
  readonly onFailure?: (failure: Failure) => void;
  /**
   * Called with everything that was thrown, which is always a bug; the caller gets a 500 that says nothing. By
   * default it is written to `console.error`.
   */
  readonly onBug?: (bug: unknown, requestId: string) => void;
}

/** Why a call failed with a 5xx. */
export interface Failure {
  /** Stands in the answer too, as `x-wix-request-id`. */
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** The status of the answer; one that had begun already with 200 is broken off. */
  readonly status: number;
  /** The type of the error: `RepositoryUnavailable`, `OutcomeUnknown` and others. */
  readonly type: string;
  /** What the adapter knows of the reason. */
  readonly cause: unknown;
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
  const inPath = route.parameter === undefined ? undefined : decodePath(route.parameter);
  const raw = inPath ?? request.header('wix-site-id');
  if (raw === undefined) return err({ type: 'SiteMissing' });
  return parseSiteId(raw, inPath === undefined ? 'wix-site-id' : 'siteId').mapErr(invalidInput);
};

/** A write without a precondition refuses `If-Match`: its sender would not want another revision changed. */
const checkIfMatch = ({ method, refusals }: Endpoint, request: HttpRequest): Result<void, ApiError> =>
  method === 'GET' || refusals.includes(412) || request.header('if-match') === undefined
    ? ok()
    : err(invalidInput([wrongFormat('If-Match', 'absent: no revision guards this call')]));

/** The way of a request: route, caller, permission, site, body, use case. */
const answer = async (
  { authenticate, ...services }: HandlerOptions,
  request: HttpRequest,
  requestId: RequestId,
): Promise<Result<Answer, ApiError>> => {
  // A header that was dropped may be the one that says not to change anything.
  if (request.hasDroppedHeaders === true) return err({ type: 'HeadersTooLarge' });
  const route = findRoute(request.path, request.method);
  if (route.isErr()) return err(route.error);
  const { endpoint } = route.value;

  const authenticated = await authenticate(request);
  if (authenticated.isErr()) return err(authenticated.error);
  const principal = authenticated.value;
  if (!principal.permissions.has(endpoint.permission)) return err({ type: 'PermissionDenied' });

  if (endpoint.site === 'none') {
    const isUnguarded = checkIfMatch(endpoint, request);
    if (isUnguarded.isErr()) return err(isUnguarded.error);
    const body = endpoint.requestBody === undefined ? ok({}) : await readJsonObject(request);
    if (body.isErr()) return err(body.error);
    const parameter = decodePath(route.value.parameter ?? '');
    return endpoint.handle({ request, requestId, principal, services, parameter, body: body.value });
  }
  const siteId = siteOf(route.value, request);
  if (siteId.isErr()) return err(siteId.error);
  const permitted = await permitSites({ principal, services }, [siteId.value]);
  if (permitted.isErr()) return err(permitted.error);
  const unguarded = checkIfMatch(endpoint, request);
  if (unguarded.isErr()) return err(unguarded.error);
  const body = endpoint.requestBody === undefined ? ok({}) : await readJsonObject(request);
  if (body.isErr()) return err(body.error);
  return endpoint.handle({
    request,
    requestId,
    principal,
    services,
    siteId: siteId.value,
    body: body.value,
  });
};

/** A host that fails to note a failure must not make it worse. */
const report = (notify: () => void): void => {
  try {
    notify();
  } catch {
    // No listener is left to report to.
  }
};

const logBug = (bug: unknown, requestId: string): void => {
  console.error(`loyalty-programs: a bug in call ${requestId}:`, bug);
};

/** Reports what ends an answer that has begun already. */
async function* textsOf(
  parts: AsyncIterable<AnswerPart>,
  onError: (error: ApiError) => void,
  onThrown: (bug: unknown) => void,
): AsyncGenerator<string> {
  let isReported = false;
  try {
    for await (const part of parts) {
      if ('error' in part) {
        onError(part.error);
        isReported = true;
        throw new Error('the answer could not be completed');
      }
      yield part.text;
    }
  } catch (bug) {
    if (!isReported) onThrown(bug);
    throw bug;
  }
}

/**
 * The Loyalty Programs API as one function from request to response, free of any server framework. It never
 * throws and never rejects; `toFetch` and `toNodeListener` put it into a host.
 */
export const createHandler = (options: HandlerOptions): HttpHandler => {
  const { onFailure, onBug = logBug } = options;
  return async (request) => {
    const requestId = requestIdOf(crypto.randomUUID());
    const { method, path } = request;
    const reportBug = (bug: unknown): void => {
      report(() => {
        onBug(bug, requestId);
      });
    };
    const reportError = (error: ApiError, status: number): void => {
      if (status < 500) return;
      const cause = 'cause' in error ? error.cause : undefined;
      report(() => onFailure?.({ requestId, method, path, status, type: error.type, cause }));
    };
    const refuse = (error: ApiError): HttpResponse => {
      const response = errorResponse(error);
      reportError(error, response.status);
      return response;
    };
    const accept = (accepted: Answer): HttpResponse => {
      if ('body' in accepted) {
        const { body, etag, headers } = accepted;
        return jsonResponse(200, body, { ...headers, ...(etag !== undefined && { etag }) });
      }
      const onError = (error: ApiError): void => {
        reportError(error, errorResponse(error).status);
      };
      return { ...jsonResponse(200, null), body: textsOf(accepted.parts, onError, reportBug) };
    };
    const respond = async (): Promise<HttpResponse> => {
      try {
        return (await answer(options, request, requestId)).match(accept, refuse);
      } catch (bug) {
        reportBug(bug);
        return errorResponse({ type: 'Internal' });
      }
    };
    const response = await respond();
    return { ...response, headers: { ...response.headers, 'x-wix-request-id': requestId } };
  };
};

export interface RootEndpointOptions {
  /**
   * Whether calls can be answered now: the store is reachable, and no shutdown has begun. To fail is to say no.
   */
  readonly isReady: () => Promise<boolean>;
}

/**
 * Adds what the operators of a service need, at the root and without a key: `GET /health/live`,
 * `GET /health/ready` and `GET /openapi.json`.
 */
export const withRootEndpoints = (handler: HttpHandler, { isReady }: RootEndpointOptions): HttpHandler => {
  const live = jsonResponse(200, { status: 'UP' });
  const notReady = jsonResponse(503, { status: 'DOWN' }, { 'retry-after': '1' });
  const openApi = jsonResponse(200, createOpenApiDocument());
  const endpoints = new Map<string, () => Promise<HttpResponse>>([
    ['/health/live', () => Promise.resolve(live)],
    ['/health/ready', async () => ((await isReady().catch(() => false)) ? live : notReady)],
    ['/openapi.json', () => Promise.resolve(openApi)],
  ]);
  return async (request) => {
    const endpoint = endpoints.get(request.path);
    if (endpoint === undefined) return handler(request);
    // Load balancers send HEAD requests.
    return request.method === 'GET' || request.method === 'HEAD'
      ? endpoint()
      : errorResponse({ type: 'MethodNotAllowed', allowed: ['GET', 'HEAD'] });
  };
};
