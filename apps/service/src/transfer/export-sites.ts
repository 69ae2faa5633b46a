import type { SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { HEADER_LINE, MAX_LINE_BYTES, endLine, siteLine } from './format/lines.js';
import type { SiteRecord } from './format/site-record.js';
import { readSites } from './read-sites.js';
import type { SiteStore, StoreFailure } from './stores/site-store.js';

/** How many sites are read at once. */
const SITES_AT_ONCE = 500;

/** Where an export goes, text by text; it rejects where it can't be written. */
export type Write = (text: string) => Promise<void>;

const textOf = (sites: readonly SiteRecord[]): Result<string, StoreFailure> => {
  const lines: string[] = [];
  for (const site of sites) {
    const line = siteLine(site);
    if (Buffer.byteLength(line) > MAX_LINE_BYTES) {
      return err({ cause: `the history of the site ${site.siteId} is too long to be exported` });
    }
    lines.push(`${line}\n`);
  }
  return ok(lines.join(''));
};

/** Writes all sites of the store, as they are at one point in time. Returns how many there are. */
export const exportSites = (
  store: SiteStore,
  write: Write,
  onProgress: (sites: number) => void,
): Promise<Result<number, StoreFailure>> =>
  store.transact(async () => {
    let written = 0;
    let after: SiteId | undefined;
    await write(`${HEADER_LINE}\n`);
    for (;;) {
      const siteIds = await store.sites.listSites({
        limit: SITES_AT_ONCE,
        ...(after !== undefined && { after }),
      });
      if (siteIds.isErr()) return err(siteIds.error);
      after = siteIds.value.at(-1);
      if (after === undefined) break;
      const text = (await readSites(store, siteIds.value)).andThen(textOf);
      if (text.isErr()) return err(text.error);
      await write(text.value);
      written += siteIds.value.length;
      onProgress(written);
    }
    await write(`${endLine(written)}\n`);
    return ok(written);
  });
