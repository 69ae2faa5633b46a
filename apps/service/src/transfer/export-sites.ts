import { open, rename, rm } from 'node:fs/promises';
import type { SiteId } from '@loyalty-programs/core';
import { err, ok, type Result } from 'neverthrow';
import { endLine, HEADER_LINE, MAX_LINE_BYTES, siteLine, type SiteRecord } from './format/serialize.js';
import { readSites } from './store-sites.js';
import type { SiteStore, StoreFailure } from './stores/site-store.js';

/** Where an export is written to. Everything rejects where it can't be written. */
export interface Output {
  readonly write: (text: string) => Promise<void>;
  /** To be called when all is written. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind, instead of `finish`. */
  readonly abandon: () => Promise<void>;
}

const nothing = async (): Promise<void> => Promise.resolve();

const standardOutput = (): Output => {
  let failure: Error | undefined;
  // The reader may go away; without a listener that would be an exception.
  process.stdout.on('error', (error: Error) => {
    failure = error;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) reject(failure);
        else {
          process.stdout.write(text, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }
      }),
    finish: nothing,
    abandon: nothing,
  };
};

/** Opens a file, or `-` for the standard output. The file has its name when it is whole, and not before. */
export const openOutput = async (path: string): Promise<Output> => {
  if (path === '-') return standardOutput();
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  return {
    write: (text) => handle.writeFile(text),
    finish: async () => {
      await handle.sync();
      await handle.close();
      await rename(part, path);
    },
    abandon: async () => {
      await handle.close();
      await rm(part, { force: true });
    },
  };
};

/** How many sites are read at once. */
const SITES_AT_ONCE = 500;

/** Where an export goes, text by text; it rejects where it can't be written. */
type Write = (text: string) => Promise<void>;

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
