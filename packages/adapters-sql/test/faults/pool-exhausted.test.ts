import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { createLoyalty } from '@loyalty-programs/core';
import { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { newTarget } from '@loyalty-programs/testing/stores/targets';
import { ACCESS_MODES } from '../support/access-modes.js';
import { expectPromisesKept } from '@loyalty-programs/testing/faults/expect-promises';
import { installedSites } from '@loyalty-programs/testing/faults/installed-sites';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';

const CONNECTIONS = 2;

afterEach(cleanUp);

describe.skipIf(!postgresAvailable)('When all connections of the pool are in use', () => {
  it.each(ACCESS_MODES)(
    'callers get an error in time, and are served once connections are free: $mode',
    async ({ through }) => {
      const { address } = await newTarget('postgres');
      const pool = new Pool({ connectionString: address, max: CONNECTIONS, connectionTimeoutMillis: 100 });
      afterwards(() => pool.end());
      const store = new PostgresLoyaltyProgramRepository(pool);
      const repository = through(store);
      const installationCheck = new PostgresInstallations(pool);
      const siteIds = await installedSites(installationCheck, 'site', 4);
      const { programs } = createLoyalty({ repository, installationCheck });
      const ledger = new Ledger();
      const running = load(() => programs, siteIds, ledger);

      for (let round = 0; round < 5; round += 1) {
        await ledger.more(20, 'acknowledged');
        const held = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
        await ledger.more(8, 'refused', 'unknown');
        for (const client of held) client.release();
      }
      await ledger.more(20, 'acknowledged');
      await running.stop();
      const fates = siteIds.flatMap((siteId) => ledger.of(siteId)).map(({ fate }) => fate);
      const reasons = new Set(fates.map((fate) => (fate.type === 'refused' ? fate.by : fate.type)));
      expect([...reasons]).toContain('InstallationCheckUnavailable');
      await expectPromisesKept(store, siteIds, ledger);
    },
  );
});
