import {
  PostgresInstallations,
  PostgresKeyStore,
  PostgresLoyaltyProgramRepository,
  PostgresSessionStore,
  PostgresSiteDirectory,
} from '@loyalty-programs/adapters-sql/postgres';
import { sitesIn } from '@loyalty-programs/contract-tests';
import {
  describeInstallationCheck,
  describeInstallationRegistry,
  describeKeyStore,
  describeLoyaltyProgramRepository,
  describeSessionStore,
  describeSiteDirectory,
} from '@loyalty-programs/contract-tests/vitest';
import { describe } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { temporaryDatabase } from './support/temporary-database.js';

describe.skipIf(!postgresAvailable)('The adapters', () => {
  describeLoyaltyProgramRepository('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return { repository: new PostgresLoyaltyProgramRepository(pool), breakConnection: loseTables, dispose };
  });

  describeInstallationCheck('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    const installations = new PostgresInstallations(pool);
    return {
      installationCheck: installations,
      install: async (siteId, installation) => {
        (await installations.remove(siteId))._unsafeUnwrap();
        (await installations.register(siteId, installation))._unsafeUnwrap();
      },
      uninstall: async (siteId) => {
        (await installations.remove(siteId))._unsafeUnwrap();
      },
      breakConnection: loseTables,
      dispose,
    };
  });

  describeInstallationRegistry('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    const installations = new PostgresInstallations(pool);
    return {
      registry: installations,
      installationCheck: installations,
      breakConnection: loseTables,
      dispose,
    };
  });

  describeSiteDirectory('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return {
      directory: new PostgresSiteDirectory(pool),
      ...sitesIn(new PostgresLoyaltyProgramRepository(pool), new PostgresInstallations(pool)),
      breakConnection: loseTables,
      dispose,
    };
  });

  describeKeyStore('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return {
      keys: new PostgresKeyStore(pool),
      others: new PostgresKeyStore(pool),
      breakConnection: loseTables,
      dispose,
    };
  });

  describeSessionStore('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return {
      sessions: new PostgresSessionStore(pool),
      others: new PostgresSessionStore(pool),
      breakConnection: loseTables,
      dispose,
    };
  });
});
