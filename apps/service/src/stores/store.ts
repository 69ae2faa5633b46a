import type { DatabaseUnfit } from '@loyalty-programs/adapters-sql/postgres';
import type { SchemaTooNew } from '@loyalty-programs/adapters-sql/sqlite';
import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { ContainerModule } from 'inversify';
import { type ConfigError, configError, reasonOf } from '../errors.js';

const explained = (failure: SchemaTooNew | DatabaseUnfit | RepositoryUnavailable): string => {
  switch (failure.type) {
    case 'SchemaTooNew':
      return `has tables of version ${failure.found}, this service knows up to ${failure.known}: start a newer one`;
    case 'DatabaseUnfit':
      return `can't be used: ${failure.reason}`;
    case 'RepositoryUnavailable':
      return `can't be used: ${reasonOf(failure.cause)}`;
  }
};

/** Why the tables of a store can't be used, in one line; `where` names the setting. */
export const migrationFailure = (
  where: string,
  failure: SchemaTooNew | DatabaseUnfit | RepositoryUnavailable,
): ConfigError => configError(`${where} ${explained(failure)}`);

/** Where the service stores its programs and installations. */
export interface Store {
  /** Binds the ports. */
  readonly module: ContainerModule;
  /** It was empty when it was opened. */
  readonly isNew: boolean;
  /** Whether it answers right now. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
