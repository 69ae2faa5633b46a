/** How many seconds a `Retry-After` asks to wait, be it by number or by date; `undefined` where it does not ask. */
export const secondsOf = (retryAfter = ''): number | undefined => {
  const seconds = /^\d+$/u.test(retryAfter)
    ? Number(retryAfter)
    : // One of the three forms of date leaves out that it is in GMT.
      (Date.parse(`${retryAfter.replace(/ GMT$/u, '')} GMT`) - Date.now()) / 1000;
  return seconds >= 0 ? Math.min(Math.ceil(seconds), Number.MAX_SAFE_INTEGER) : undefined;
};
