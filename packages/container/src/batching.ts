import 'reflect-metadata';
import {
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
  type RepositoryOptions,
} from '@loyalty-programs/adapters-sql/batching';
import { ContainerModule } from 'inversify';
import { TOKENS } from './core.js';

/**
 * Beside the module of an adapter: has calls of one turn of the event loop answered by one statement of its
 * store. Unbinding waits for all calls in flight.
 */
export const batchingModule = (options: RepositoryOptions = {}): ContainerModule =>
  new ContainerModule(({ onActivation, onDeactivation }) => {
    onActivation(
      TOKENS.LoyaltyProgramRepository,
      (_context, repository) => new BatchingLoyaltyProgramRepository(repository, options),
    );
    onActivation(
      TOKENS.InstallationCheck,
      (_context, check) => new BatchingInstallationCheck(check, options),
    );
    onDeactivation(TOKENS.LoyaltyProgramRepository, (repository) =>
      repository instanceof BatchingLoyaltyProgramRepository ? repository.close() : undefined,
    );
    onDeactivation(TOKENS.InstallationCheck, (check) =>
      check instanceof BatchingInstallationCheck ? check.close() : undefined,
    );
  });
