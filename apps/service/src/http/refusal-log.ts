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
