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

/** How often, in milliseconds, refusals are logged at most. */
const INTERVAL = 10_000;

/** Logs that callers are refused: the first one at once, those after it by their number. */
export const refusalLog = (logger: { error(fields: object, message: string): void }): (() => void) => {
  let count = 0;
  let isWaiting = false;
  const log = (): void => {
    logger.error({ count }, 'too many connections or calls, refused with 503');
    count = 0;
  };
  return () => {
    count += 1;
    if (isWaiting) return;
    log();
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (count > 0) log();
    }, INTERVAL).unref();
  };
};
