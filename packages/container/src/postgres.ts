import 'reflect-metadata';
import {
  PostgresInstallations,
  PostgresKeyStore,
  PostgresLoyaltyProgramRepository,
  type PostgresOptions,
  PostgresProgramEventFeed,
  PostgresSessionStore,
  PostgresSiteDirectory,
  type Queryable,
} from '@loyalty-programs/adapters-sql/postgres';
import { ContainerModule } from 'inversify';
import { TOKENS } from './core.js';

/** Binds all ports to a pool of connections, whose database has the tables of `migrate`; it stays the host's to end. */
export const postgresModule = (pool: Queryable, options?: PostgresOptions): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const installations = new PostgresInstallations(pool, options);
    bind(TOKENS.LoyaltyProgramRepository).toConstantValue(
      new PostgresLoyaltyProgramRepository(pool, options),
    );
    const feed = new PostgresProgramEventFeed(pool, options);
    bind(TOKENS.ProgramEventFeed).toConstantValue(feed);
    bind(TOKENS.EventRetention).toConstantValue(feed);
    bind(TOKENS.InstallationCheck).toConstantValue(installations);
    bind(TOKENS.InstallationRegistry).toConstantValue(installations);
    bind(TOKENS.KeyStore).toConstantValue(new PostgresKeyStore(pool, options));
    bind(TOKENS.SessionStore).toConstantValue(new PostgresSessionStore(pool, options));
    bind(TOKENS.SiteDirectory).toConstantValue(new PostgresSiteDirectory(pool, options));
  });
