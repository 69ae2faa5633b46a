import type { SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';

/** How many sites one request asks about: so many ids fit into a URL that every server takes. */
const SITES_PER_REQUEST = 100;

/** Asks about many sites in as many requests as it takes, one after the other, and puts the answers together. */
export const inBatches = async <T, E>(
  siteIds: readonly SiteId[],
  askAbout: (batch: readonly SiteId[]) => Promise<Result<readonly T[], E>>,
): Promise<Result<readonly T[], E>> => {
  const asked = [...new Set(siteIds)];
  const answers: T[] = [];
  for (let at = 0; at < asked.length; at += SITES_PER_REQUEST) {
    const answered = await askAbout(asked.slice(at, at + SITES_PER_REQUEST));
    if (answered.isErr()) return err(answered.error);
    answers.push(...answered.value);
  }
  return ok(answers);
};

/** The part of a query that names the sites. */
export const queryOf = (siteIds: readonly SiteId[]): string =>
  `siteIds=${siteIds.map(encodeURIComponent).join(',')}`;
