import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { createLoyalty } from '@loyalty-programs/core';
import { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { ACCESS_MODES } from '../support/access-modes.js';
import { expectPromisesKept } from '@loyalty-programs/testing/faults/expect-promises';
import { installedSites } from '@loyalty-programs/testing/faults/installed-sites';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';

const CUTS = 40;
/** How many changes are acknowledged between two cuts. */
const ACKNOWLEDGED = 10;

const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'to be cut' AND datname = current_database()`;

afterEach(cleanUp);

const poolTo = (connectionString: string, name: string): Pool => {
  const pool = new Pool({ connectionString, application_name: name });
  pool.on('error', () => undefined);
  afterwards(() => pool.end());
  return pool;
};

describe.skipIf(!postgresAvailable)('With connections that are cut repeatedly', () => {
  it.each(ACCESS_MODES)('nothing is lost, applied twice or half-written: $mode', async ({ through }) => {
    const target = await newTarget('postgres');
    const { repository, installations } = opened(target);
    const siteIds = await installedSites(installations, 'site', 4);
    const administrator = poolTo(target.address, 'administrator');
    const pool = poolTo(target.address, 'to be cut');
    const { programs } = createLoyalty({
      repository: through(new PostgresLoyaltyProgramRepository(pool)),
      installationCheck: new PostgresInstallations(pool),
    });
    const ledger = new Ledger();
    const running = load(() => programs, siteIds, ledger);
    for (let cuts = 0; cuts < CUTS; cuts += 1) {
      await ledger.more(ACKNOWLEDGED, 'acknowledged');
      await administrator.query(CUT);
    }
    await running.stop();
    expect(ledger.count('unknown')).toBeGreaterThan(0);
    await expectPromisesKept(repository, siteIds, ledger);
  });
});
