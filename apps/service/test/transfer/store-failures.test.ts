import { partitionOf } from '@loyalty-programs/adapters-sql/postgres';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { SiteStore } from '../../src/transfer/stores/site-store.js';
import { openSqliteSiteStore } from '../../src/transfer/stores/sqlite-site-store.js';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { aSite, anUntouchedSite, fileOfSites } from './support/site-lines.js';
import {
  exportedText,
  importText,
  importedText,
  postgresAvailable,
  temporaryDatabaseUrl,
  postgresStoreAt,
} from './support/stores.js';

afterAll(cleanUp);

/** A store, and another connection to its tables. */
interface Watched {
  readonly store: SiteStore;
  /** Makes a table refuse the site "b". */
  readonly refuse: (table: string) => Promise<void>;
}

const sqlite = async (): Promise<Watched> => {
  const file = join(temporaryFolder(), 'sites.db');
  const store = openSqliteSiteStore(file, 'write')._unsafeUnwrap();
  const other = new DatabaseSync(file);
  afterwards(async () => {
    other.close();
    await store.close();
  });
  return Promise.resolve({
    store,
    refuse: async (table) => {
      other.exec(
        `CREATE TRIGGER refusing BEFORE INSERT ON ${table} WHEN new.site_id = 'b' BEGIN SELECT RAISE(ABORT, 'not here'); END`,
      );
      return Promise.resolve();
    },
  });
};

const onPostgres = async (): Promise<{ readonly store: SiteStore; readonly other: Client }> => {
  const url = await temporaryDatabaseUrl();
  const store = await postgresStoreAt(url);
  const other = new Client({ connectionString: url });
  await other.connect();
  afterwards(async () => {
    await other.end();
    await store.close();
  });
  return { store, other };
};

const postgres = async (): Promise<Watched> => {
  const { store, other } = await onPostgres();
  return {
    store,
    refuse: async (table) => {
      await other.query(`ALTER TABLE ${table} ADD CONSTRAINT "not here" CHECK (site_id <> 'b')`);
    },
  };
};

const [A, B, C] = [aSite('a'), aSite('b'), aSite('c')];
const FILE = fileOfSites(A, B, C);

describe.each([
  ['SQLite', true, sqlite],
  ['PostgreSQL', postgresAvailable, postgres],
])('An import into a store on %s', (_, isAvailable, open) => {
  it.skipIf(!isAvailable)('skips a site that the store refuses', async () => {
    const { store, refuse } = await open();
    await refuse('loyalty_programs');
    const report = await importedText(store, FILE);
    expect(report).toMatchObject({ stored: 2, refused: 1, refusals: [{ line: 3 }] });
    expect(report.refusals[0]?.reason).toMatch(
      /^the store refuses it: the database does not accept these values/u,
    );
    expect(await exportedText(store)).toBe(fileOfSites(A, C));
  });

  it.skipIf(!isAvailable)('stops when the store fails, leaving no partial site', async () => {
    const { store, refuse } = await open();
    await refuse('loyalty_installations');
    const why = (await importText(store, FILE)).match(
      () => 'imported',
      ({ reason }) => reason,
    );
    expect(why).toMatch(/not here/u);
    expect(await exportedText(store)).toBe(fileOfSites(A));
  });
});

describe.skipIf(!postgresAvailable)('An import beside a service on PostgreSQL', () => {
  it('does not overwrite what the service stores during a batch', async () => {
    const { store, other } = await onPostgres();
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO loyalty_installations VALUES (${partitionOf('b')}, 'b', 5, NULL, '[]', false, false, false)`,
    );
    const importing = importedText(store, FILE);
    // The import waits for the other's row by now.
    const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted';
    while ((await other.query(waiting)).rowCount === 0) await sleep(5);
    await other.query('COMMIT');
    expect(await importing).toMatchObject({
      stored: 2,
      refusals: [{ line: 3, reason: 'the site b is there already, with other content' }],
    });
    const { rows } = await other.query(`SELECT since FROM loyalty_installations WHERE site_id = 'b'`);
    expect(rows).toEqual([{ since: '5' }]);
  });

  it('writes the state at the start of the export', async () => {
    const { store, other } = await onPostgres();
    const sites = Array.from({ length: 501 }, (_, index) => anUntouchedSite(`site-${1000 + index}`));
    await importedText(store, fileOfSites(...sites));
    const read = await store.transact(async () => {
      const [after] = (await store.sites.listSites({ limit: 500 }))._unsafeUnwrap().slice(-1);
      await other.query('DELETE FROM loyalty_installations');
      const rest = await store.sites.listSites({ limit: 500, ...(after !== undefined && { after }) });
      expect(rest._unsafeUnwrap()).toEqual([sites.at(-1)?.siteId]);
      return store.installations.checkMany(sites.slice(500).map(({ siteId }) => siteId));
    });
    expect([...read._unsafeUnwrap().values()]).toEqual([sites.at(-1)?.installation]);
  });
});
