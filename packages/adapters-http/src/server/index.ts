export { type NodeListener, type NodeListenerOptions, toNodeListener } from './bindings/node-http.js';
export { toFetch } from './bindings/fetch.js';
export { isOriginPattern, withCors } from './cors.js';
export {
  createHandler,
  type Failure,
  type HandlerOptions,
  type RootEndpointOptions,
  withRootEndpoints,
} from './create-handler.js';
export type { KeyService, Services } from './endpoint.js';
export { errorResponse } from './error-response.js';
export type { PayloadTooLarge, RateLimited, RequestAborted } from './errors.js';
export type { HttpHandler, HttpRequest, HttpResponse, TextResponse } from './http-message.js';
export { createOpenApiDocument } from './openapi/document.js';
export {
  type Authenticate,
  PERMISSIONS,
  type Permission,
  type Principal,
  type SitePage,
  isPermission,
  pageOfSites,
} from './principal.js';
export { MAX_BODY_BYTES } from './request.js';
export { PREFIXES } from './routes.js';
