/** How many seconds a `Retry-After` asks to wait, be it by number or by date; `undefined` where it does not ask. */
export const secondsOf = (retryAfter = ''): number | undefined => {
  const isDate = retryAfter.endsWith(' GMT');
  if (!isDate && !/^\d+$/u.test(retryAfter)) return undefined;
  const seconds = isDate ? (Date.parse(retryAfter) - Date.now()) / 1000 : Number(retryAfter);
  return Number.isNaN(seconds)
    ? undefined
    : Math.min(Math.max(0, Math.ceil(seconds)), Number.MAX_SAFE_INTEGER);
};
