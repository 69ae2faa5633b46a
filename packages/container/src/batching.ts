import 'reflect-metadata';
import {
  type BatchSaving,
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
  type BatchingOptions,
} from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { ContainerModule } from 'inversify';
import { TOKENS } from './tokens.js';

export interface BatchingModuleOptions extends BatchingOptions {
  /** Whether saves share statements too. By default only reads do. */
  readonly saves?: boolean;
}

const canSaveMany = (
  repository: LoyaltyProgramRepository,
): repository is LoyaltyProgramRepository & BatchSaving => 'saveMany' in repository;

const withBatching = (
  repository: LoyaltyProgramRepository,
  { saves = false, ...options }: BatchingModuleOptions,
): BatchingLoyaltyProgramRepository => {
  if (!saves) return new BatchingLoyaltyProgramRepository(repository, options);
  if (canSaveMany(repository)) return new BatchingLoyaltyProgramRepository(repository, { ...options, saves });
  throw new TypeError('the repository can not save many changes at once');
};

/**
 * Beside the module of an adapter: has calls of one turn of the event loop answered by one statement of its
 * store. Unbinding waits until all that was asked for is answered.
 */
export const batchingModule = (options: BatchingModuleOptions = {}): ContainerModule =>
  new ContainerModule(({ onActivation, onDeactivation }) => {
    onActivation(TOKENS.LoyaltyProgramRepository, (_context, repository) =>
      withBatching(repository, options),
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
