import 'reflect-metadata';
import {
  type SqliteDatabase,
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  SqliteSiteDirectory,
} from '@loyalty-programs/adapters-sql/sqlite';
import { ContainerModule } from 'inversify';
import { TOKENS } from './core.js';

/** Binds all ports to a SQLite database, which has the tables of `migrate` and stays the host's to close. */
export const sqliteModule = (database: SqliteDatabase): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const repository = new SqliteLoyaltyProgramRepository(database);
    const installations = new SqliteInstallations(database);
    bind(TOKENS.LoyaltyProgramRepository).toConstantValue(repository);
    bind(TOKENS.ProgramEventFeed).toConstantValue(repository);
    bind(TOKENS.InstallationCheck).toConstantValue(installations);
    bind(TOKENS.InstallationRegistry).toConstantValue(installations);
    bind(TOKENS.SiteDirectory).toConstantValue(new SqliteSiteDirectory(database));
  });
