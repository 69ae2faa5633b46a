import { chunksOf } from '../wire/chunks-of.js';
import { toldAsNotSent } from './network-error.js';
import type { Transport } from './transport.js';

/** The part of the web's `fetch` that is used here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends requests with `fetch`, the one of the runtime or the host's own. */
export const fetchTransport =
  (send: Fetch): Transport =>
  async (request) => {
    try {
      const response = await send(request.url, {
        ...request,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: chunksOf(response.body),
      };
    } catch (error) {
      throw toldAsNotSent(error);
    }
  };
