export { type NodeListener, toNodeListener } from './bindings/node-http.js';
export { toFetch } from './bindings/fetch.js';
export { isOriginPattern, withCors } from './cors.js';
export { type HandlerOptions, createHandler } from './create-handler.js';
export type { Services } from './endpoint.js';
export type { PayloadTooLarge, RequestAborted } from './errors.js';
export type { HttpHandler, HttpRequest, HttpResponse } from './http-message.js';
export { createOpenApiDocument } from './openapi/document.js';
export {
  type Authenticate,
  PERMISSIONS,
  type Permission,
  type Principal,
  isPermission,
} from './principal.js';
export { MAX_BODY_BYTES } from './request-body.js';
export { type RootEndpointOptions, withRootEndpoints } from './root-endpoints.js';
export { PREFIXES } from './routes.js';
