import { wholeNumberOf } from './wire/values.js';

/** How many seconds a `Retry-After` asks to wait, be it by number or by date; `undefined` where it does not ask. */
export const secondsOf = (retryAfter = ''): number | undefined => {
  if (!retryAfter.endsWith(' GMT')) return wholeNumberOf(retryAfter);
  const seconds = Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
};
