import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { SqliteInstallations, SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import {
  createLoyalty,
  type InstallationCheck,
  type InstallationRegistry,
  type LoyaltyProgramRepository,
} from '@loyalty-programs/core';
import { afterAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { postgresPool, sqliteDatabase } from '@loyalty-programs/testing/stores/databases';
import { EveryNth, MOMENTS } from './support/every-nth.js';
import { expectPromisesKept } from '@loyalty-programs/testing/faults/expect-promises';
import { failingDatabase, failingPool } from './support/failing-drivers.js';
import { type StorePorts, failingPorts } from './support/failing-ports.js';
import { installedSites } from '@loyalty-programs/testing/faults/installed-sites';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';

const CHANGES = 300;
const TURNS = [2, 3, 5, 7].flatMap((n) => MOMENTS.map((moment) => ({ n, moment })));

/** A store, and the same store as it is when calls fail. */
interface Store {
  readonly repository: LoyaltyProgramRepository;
  readonly installations: InstallationCheck & InstallationRegistry;
  readonly failing: (nth: EveryNth, mth: EveryNth) => StorePorts;
}

const withFailingPorts = ({ repository, installations }: Omit<Store, 'failing'>): Store => ({
  repository,
  installations,
  failing: (nth) => failingPorts({ repository, installationCheck: installations }, nth),
});

const openMemory = (): Promise<Store> =>
  Promise.resolve(
    withFailingPorts({
      repository: new InMemoryLoyaltyProgramRepository(),
      installations: new InMemoryInstallations(),
    }),
  );

const openSqlite = (): Promise<Store> => {
  const { database } = sqliteDatabase();
  const repository = new SqliteLoyaltyProgramRepository(database);
  return Promise.resolve(withFailingPorts({ repository, installations: new SqliteInstallations(database) }));
};

const openPostgres = async (): Promise<Store> => {
  const { pool } = await postgresPool();
  const repository = new PostgresLoyaltyProgramRepository(pool);
  return withFailingPorts({ repository, installations: new PostgresInstallations(pool) });
};

const openSqliteDriver = (): Promise<Store> => {
  const { database } = sqliteDatabase();
  const failing = (nth: EveryNth, mth: EveryNth): StorePorts => {
    const handle = failingDatabase(database, nth, mth);
    const repository = new SqliteLoyaltyProgramRepository(handle);
    return {
      repository: new BatchingLoyaltyProgramRepository(repository, { saves: true }),
      installationCheck: new SqliteInstallations(handle),
    };
  };
  const repository = new SqliteLoyaltyProgramRepository(database);
  return Promise.resolve({ repository, installations: new SqliteInstallations(database), failing });
};

const openPostgresDriver = async (): Promise<Store> => {
  const { pool } = await postgresPool();
  const failing = (nth: EveryNth): StorePorts => {
    const queryable = failingPool(pool, nth);
    const repository = new PostgresLoyaltyProgramRepository(queryable);
    return {
      repository: new BatchingLoyaltyProgramRepository(repository, { saves: true }),
      installationCheck: new PostgresInstallations(queryable),
    };
  };
  const repository = new PostgresLoyaltyProgramRepository(pool);
  return { repository, installations: new PostgresInstallations(pool), failing };
};

const STORES = [
  { what: 'call of the ports in memory', open: openMemory },
  { what: 'call of the ports on SQLite', open: openSqlite },
  { what: 'statement of SQLite', open: openSqliteDriver },
  ...(postgresAvailable
    ? [
        { what: 'call of the ports on PostgreSQL', open: openPostgres },
        { what: 'statement of PostgreSQL', open: openPostgresDriver },
      ]
    : []),
];

afterAll(cleanUp);

describe.each(STORES)('When every n-th $what fails', ({ open }) => {
  const opening = open();

  it.each(TURNS)('nothing is lost, applied twice or half-written: $n, $moment it is done', async (turn) => {
    const store = await opening;
    const siteIds = await installedSites(store.installations, `${turn.n}-${turn.moment}`, 3);
    const { programs } = createLoyalty({
      // Were all counted alike, every change could meet a failure.
      ...store.failing(new EveryNth(turn.n, turn.moment), new EveryNth(turn.n + 1, turn.moment)),
    });
    const ledger = new Ledger();
    const running = load(() => programs, siteIds, ledger);
    await ledger.more(CHANGES, 'acknowledged', 'refused', 'unknown');
    await running.stop();
    expect(ledger.count('acknowledged')).toBeGreaterThan(0);
    expect(ledger.count('refused', 'unknown')).toBeGreaterThan(0);
    await expectPromisesKept(store.repository, siteIds, ledger);
  });
});
