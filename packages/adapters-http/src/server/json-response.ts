import type { TextResponse } from './http-message.js';

/** All sites share their URLs, so no answer may be stored and given to another one. */
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' } as const;

export const jsonResponse = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): TextResponse => ({ status, headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) });
