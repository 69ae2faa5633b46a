import type { AbortSignalLike, SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { ask } from './ask.js';
import { type Connection, sharingTime } from './connect.js';
import type { Refusal } from './wire/refusal.js';

/**
 * How many sites one request asks about: so many ids fit into a URL that every server takes. Of what an id may be
 * made of nothing needs escaping.
 */
const SITES_PER_REQUEST = 100;

/** Reads what is told of some sites; what is told of others is left out. */
export type ReadMany<T> = (
  siteIds: readonly SiteId[],
  json: unknown,
) => readonly (readonly [SiteId, T])[] | undefined;

/**
 * Asks about many sites in as many requests as it takes, one after the other, within the time of one call. Tells
 * of them in the order asked, of each once.
 *
 * @param path ends where the parameter that names the sites has to follow
 */
export const askAboutMany = async <T>(
  connection: Connection,
  siteIds: readonly SiteId[],
  path: string,
  read: ReadMany<T>,
  signal?: AbortSignalLike,
): Promise<Result<ReadonlyMap<SiteId, T>, Refusal>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const asked = [...new Set(siteIds)];
  const told: (readonly [SiteId, T])[] = [];
  const next = sharingTime(connection);
  for (let at = 0; at < asked.length; at += SITES_PER_REQUEST) {
    const batch = asked.slice(at, at + SITES_PER_REQUEST);
    const answered = await ask(next(), {
      method: 'GET',
      path: `${path}siteIds=${batch.join(',')}`,
      signal,
      read: (json) => read(batch, json),
    });
    if (answered.isErr()) return err(answered.error);
    told.push(...answered.value);
  }
  return ok(new Map(told));
};
