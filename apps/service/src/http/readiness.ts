import { loggable } from '../log-output.js';

/** How long, in milliseconds, a check holds. */
const LIFETIME = 1000;

/** How long, in milliseconds, a store may take to say that it is ready. */
const CHECK_TIMEOUT = 5000;

const timeout = (): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error(`no answer within ${CHECK_TIMEOUT} ms`));
    }, CHECK_TIMEOUT).unref();
  });

/**
 * Makes a check cheap: probes share it for a second. It never rejects. A failure is logged when it begins and when it
 * is over, not with each probe.
 */
export const cachedReadiness = (
  check: () => Promise<boolean>,
  logger: { error(fields: object, message: string): void; info(message: string): void },
): (() => Promise<boolean>) => {
  let wasReady = true;
  let last: { readonly at: number; readonly ready: Promise<boolean> } | undefined;
  const isReady = async (): Promise<boolean> => {
    let cause: unknown;
    const ready = await Promise.race([check(), timeout()]).catch((error: unknown) => {
      cause = error;
      return false;
    });
    if (wasReady && !ready) logger.error({ cause: loggable(cause) }, 'not ready');
    if (!wasReady && ready) logger.info('ready again');
    wasReady = ready;
    return ready;
  };
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > LIFETIME) last = { at: now, ready: isReady() };
    return last.ready;
  };
};
