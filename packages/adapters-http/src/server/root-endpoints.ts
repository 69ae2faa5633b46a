import { errorResponse } from './error-response.js';
import type { HttpHandler, HttpResponse } from './http-message.js';
import { jsonResponse } from './json-response.js';
import { createOpenApiDocument } from './openapi/document.js';

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
    // Load balancers ask for the head alone.
    return request.method === 'GET' || request.method === 'HEAD'
      ? endpoint()
      : errorResponse({ type: 'MethodNotAllowed', allowed: ['GET', 'HEAD'] });
  };
};
