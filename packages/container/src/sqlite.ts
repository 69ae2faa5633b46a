import 'reflect-metadata';
import {
  type SqliteDatabase,
  type SqliteOptions,
  SqliteInstallations,
  SqliteKeyStore,
  SqliteLoyaltyProgramRepository,
  SqliteSessionStore,
  SqliteSiteDirectory,
} from '@loyalty-programs/adapters-sql/sqlite';
import { ContainerModule } from 'inversify';
import { TOKENS } from './core.js';

/** Binds all ports to a SQLite database, which has the tables of `migrate` and stays the host's to close. */
export const sqliteModule = (database: SqliteDatabase, options?: SqliteOptions): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const repository = new SqliteLoyaltyProgramRepository(database, options);
    const installations = new SqliteInstallations(database, options);
    bind(TOKENS.LoyaltyProgramRepository).toConstantValue(repository);
    bind(TOKENS.ProgramEventFeed).toConstantValue(repository);
    bind(TOKENS.FeedSignal).toConstantValue(repository);
    bind(TOKENS.EventRetention).toConstantValue(repository);
    bind(TOKENS.InstallationCheck).toConstantValue(installations);
    bind(TOKENS.InstallationRegistry).toConstantValue(installations);
    bind(TOKENS.KeyStore).toConstantValue(new SqliteKeyStore(database, options));
    bind(TOKENS.SessionStore).toConstantValue(new SqliteSessionStore(database, options));
    bind(TOKENS.SiteDirectory).toConstantValue(new SqliteSiteDirectory(database, options));
  });
