import { join } from 'node:path';
import { createTestDatabase } from '@loyalty-programs/testing/postgres/test-database';
import { readPostgresSettings } from '../../../src/config/store-settings.js';
import { exportSites } from '../../../src/transfer/export-sites.js';
import type { ImportReport } from '../../../src/transfer/site-batches.js';
import { importSites, linesOf } from '../../../src/transfer/import-sites.js';
import { openPostgresSiteStore } from '../../../src/transfer/stores/postgres-site-store.js';
import type { SiteStore } from '../../../src/transfer/stores/site-store.js';
import { openSqliteSiteStore } from '../../../src/transfer/stores/sqlite-site-store.js';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';

export { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';

/** The URL of an empty database that goes away with the tests of the file. */
export const temporaryDatabaseUrl = async (): Promise<string> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  return url;
};

/** An empty store in a file. */
export const sqliteStore = (): SiteStore => {
  const store = openSqliteSiteStore(join(temporaryFolder(), 'sites.db'), 'write')._unsafeUnwrap();
  afterwards(() => store.close());
  return store;
};

/** A store on a server. */
export const postgresStoreAt = async (url: string): Promise<SiteStore> => {
  const settings = readPostgresSettings({ DATABASE_URL: url })._unsafeUnwrap();
  if (settings === undefined) throw new Error('a URL names a server');
  return (await openPostgresSiteStore(settings, 'write'))._unsafeUnwrap();
};

/** An empty store on the server of the tests. */
export const postgresStore = async (): Promise<SiteStore> => {
  const store = await postgresStoreAt(await temporaryDatabaseUrl());
  afterwards(() => store.close());
  return store;
};

const MAX_LINE_BYTES = 100_000;

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

export const importText = (store: SiteStore, text: string): ReturnType<typeof importSites> =>
  importSites(linesOf(chunksOf(text), MAX_LINE_BYTES), store, () => undefined);

/** The same where the import has to come to its end. */
export const importedText = async (store: SiteStore, text: string): Promise<ImportReport> =>
  (await importText(store, text))._unsafeUnwrap();

/** What an export writes. */
export const exportedText = async (store: SiteStore): Promise<string> => {
  const texts: string[] = [];
  const write = (text: string): Promise<void> => {
    texts.push(text);
    return Promise.resolve();
  };
  (await exportSites(store, write, () => undefined))._unsafeUnwrap();
  return texts.join('');
};
