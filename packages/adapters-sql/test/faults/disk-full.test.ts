import { SqliteInstallations, SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { createLoyalty } from '@loyalty-programs/core';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { sqliteDatabase } from '@loyalty-programs/testing/stores/databases';
import { ACCESS_MODES } from '../support/access-modes.js';
import { expectPromisesKept } from '@loyalty-programs/testing/faults/expect-promises';
import { installedSites } from '@loyalty-programs/testing/faults/installed-sites';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';

afterAll(cleanUp);

describe('With an SQLite file at its maximum size', () => {
  it.each(ACCESS_MODES)(
    'changes are certainly not made, and go on when it may: $mode',
    async ({ through }) => {
      const { database } = sqliteDatabase();
      const store = new SqliteLoyaltyProgramRepository(database);
      const installations = new SqliteInstallations(database);
      const siteIds = await installedSites(installations, 'site', 4);
      const { programs } = createLoyalty({
        repository: through(store),
        installationCheck: installations,
      });
      const ledger = new Ledger();
      const running = load(() => programs, siteIds, ledger);
      for (const pages of [24, 26, 30]) {
        // The error of SQLite is that of a full disk.
        database.exec(`PRAGMA max_page_count = ${pages}`);
        await ledger.more(20, 'refused');
      }
      database.exec('PRAGMA max_page_count = 1000000');
      await ledger.more(50, 'acknowledged');
      await running.stop();
      expect(ledger.count('unknown')).toBe(0);
      await expectPromisesKept(store, siteIds, ledger);
    },
  );
});
