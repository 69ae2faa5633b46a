/** How many seconds a `Retry-After` asks to wait, be it by number or by date; `undefined` where it does not ask. */
export const secondsOf = (retryAfter = ''): number | undefined => {
  if (/^\d+$/u.test(retryAfter)) return Math.min(Number(retryAfter), Number.MAX_SAFE_INTEGER);
  const seconds = retryAfter.endsWith(' GMT') ? (Date.parse(retryAfter) - Date.now()) / 1000 : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
};
