import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresProgramEventFeed,
} from '@loyalty-programs/adapters-sql/postgres';
import {
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  configure,
} from '@loyalty-programs/adapters-sql/sqlite';
import type {
  InstallationCheck,
  InstallationRegistry,
  LoyaltyProgramRepository,
  ProgramEventFeed,
} from '@loyalty-programs/core';
import type { EventRetention } from '@loyalty-programs/core/adapter-kit';
import { DatabaseSync } from '@photostructure/sqlite';
import { Pool } from 'pg';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type Engine = (typeof ENGINES)[number];

/** Where programs are stored: plain data, so that it can be passed to another process. */
export interface StoreTarget {
  readonly engine: Engine;
  /** A file, or the URL of a database. */
  readonly address: string;
}

/** A way of its own to a store: a database handle, or a pool of connections. */
export interface OpenStore {
  readonly repository: LoyaltyProgramRepository;
  readonly feed: ProgramEventFeed & EventRetention;
  readonly installations: InstallationCheck & InstallationRegistry;
  readonly close: () => Promise<void>;
}

/** `connections`: how many a pool may have; a handle of SQLite is always one. */
export const openStore = ({ engine, address }: StoreTarget, connections: number): OpenStore => {
  if (engine === 'sqlite') {
    const database = new DatabaseSync(address);
    configure(database);
    const repository = new SqliteLoyaltyProgramRepository(database);
    return {
      repository,
      feed: repository,
      installations: new SqliteInstallations(database),
      close: () => {
        database.close();
        return Promise.resolve();
      },
    };
  }
  const pool = new Pool({ connectionString: address, max: connections });
  // The failure of an idle connection shows at its next use.
  pool.on('error', () => undefined);
  return {
    repository: new PostgresLoyaltyProgramRepository(pool),
    feed: new PostgresProgramEventFeed(pool),
    installations: new PostgresInstallations(pool),
    close: () => pool.end(),
  };
};
