import {
  SqliteInstallations,
  SqliteKeyStore,
  SqliteLoyaltyProgramRepository,
  SqliteSessionStore,
  SqliteSiteDirectory,
} from '@loyalty-programs/adapters-sql/sqlite';
import { sitesIn } from '@loyalty-programs/contract-tests';
import {
  describeInstallationCheck,
  describeInstallationRegistry,
  describeKeyStore,
  describeLoyaltyProgramRepository,
  describeSessionStore,
  describeSiteDirectory,
} from '@loyalty-programs/contract-tests/vitest';
import { temporaryDatabase } from './support/temporary-database.js';

describeLoyaltyProgramRepository('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  return {
    repository: new SqliteLoyaltyProgramRepository(database),
    breakConnection: loseTables,
    dispose,
  };
});

describeInstallationCheck('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  const installations = new SqliteInstallations(database);
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

describeInstallationRegistry('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  const installations = new SqliteInstallations(database);
  return {
    registry: installations,
    installationCheck: installations,
    breakConnection: loseTables,
    dispose,
  };
});

describeSiteDirectory('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  return {
    directory: new SqliteSiteDirectory(database),
    ...sitesIn(new SqliteLoyaltyProgramRepository(database), new SqliteInstallations(database)),
    breakConnection: loseTables,
    dispose,
  };
});

describeKeyStore('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  return {
    keys: new SqliteKeyStore(database),
    others: new SqliteKeyStore(database),
    breakConnection: loseTables,
    dispose,
  };
});

describeSessionStore('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  return {
    sessions: new SqliteSessionStore(database),
    others: new SqliteSessionStore(database),
    breakConnection: loseTables,
    dispose,
  };
});
