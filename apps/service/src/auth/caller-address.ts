import type { HttpRequest } from '@loyalty-programs/adapters-http/server';

/**
 * The address a call comes from. Each proxy appends the address that called it to `X-Forwarded-For`. Behind n trusted
 * proxies the caller is the n-th from the end; anybody may have written what stands before it.
 */
export const callerAddress = (request: HttpRequest, trustedProxies: number): string => {
  const direct = request.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const forwarded = (request.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  return forwarded.at(-trustedProxies) || direct;
};
