import type { HttpHandler } from '@loyalty-programs/adapters-http/server';
import type { Logger } from 'pino';

/** Writes a line for each call: never a key, a query or a body. */
export const withAccessLog =
  (handler: HttpHandler, logger: Logger): HttpHandler =>
  async (request) => {
    const start = performance.now();
    const response = await handler(request);
    logger.info(
      {
        method: request.method,
        path: request.path,
        status: response.status,
        milliseconds: Math.round((performance.now() - start) * 1000) / 1000,
        requestId: response.headers['x-wix-request-id'],
      },
      'call',
    );
    return response;
  };
