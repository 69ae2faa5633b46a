import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBodyLine } from '../../src/transfer/format/read-line.js';
import { siteLine } from '../../src/transfer/format/serialize.js';
import { readSites } from '../../src/transfer/store-sites.js';
import type { SiteStore } from '../../src/transfer/stores/site-store.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { anySites } from './support/any-sites.js';
import { fileOfSites } from './support/site-lines.js';
import {
  exportedText,
  importedText,
  postgresAvailable,
  postgresStore,
  sqliteStore,
} from './support/stores.js';

afterAll(cleanUp);

const exactly = async (makeStore: () => SiteStore | Promise<SiteStore>, numRuns: number): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(anySites(), async (sites) => {
      const store = await makeStore();
      const file = fileOfSites(...sites);
      expect(await importedText(store, file)).toEqual({
        stored: sites.length,
        present: 0,
        refused: 0,
        refusals: [],
      });
      expect(
        (
          await readSites(
            store,
            sites.map(({ siteId }) => siteId),
          )
        )._unsafeUnwrap(),
      ).toEqual(sites);
      expect(await exportedText(store)).toBe(file);
    }),
    { numRuns },
  );
};

describe('Sites that the model makes', () => {
  it('are read from their lines as they were', () => {
    fc.assert(
      fc.property(anySites(), (sites) => {
        for (const site of sites) {
          expect(readBodyLine(siteLine(site))._unsafeUnwrap()).toEqual({ type: 'Site', site });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('go into SQLite and come out the same', async () => {
    await exactly(sqliteStore, 40);
  });

  it.skipIf(!postgresAvailable)('go into PostgreSQL and come out the same', async () => {
    await exactly(postgresStore, 8);
  });
});
