import 'reflect-metadata';
import {
  type BatchSaving,
  CoalescingInstallationCheck,
  CoalescingLoyaltyProgramRepository,
  type CoalescingOptions,
} from '@loyalty-programs/coalescing';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { ContainerModule } from 'inversify';
import { TOKENS } from './tokens.js';

export interface CoalescingModuleOptions extends CoalescingOptions {
  /** Whether saves share statements too. By default only reads do. */
  readonly saves?: boolean;
}

const canSaveMany = (
  repository: LoyaltyProgramRepository,
): repository is LoyaltyProgramRepository & BatchSaving => 'saveMany' in repository;

const coalescing = (
  repository: LoyaltyProgramRepository,
  { saves = false, ...options }: CoalescingModuleOptions,
): CoalescingLoyaltyProgramRepository => {
  if (!saves) return new CoalescingLoyaltyProgramRepository(repository, options);
  if (canSaveMany(repository))
    return new CoalescingLoyaltyProgramRepository(repository, { ...options, saves });
  throw new TypeError('the repository can not save many changes at once');
};

/**
 * Beside the module of an adapter: has calls of one turn of the event loop answered by one statement of its
 * store. Unbinding waits until all that was asked for is answered.
 */
export const coalescingModule = (options: CoalescingModuleOptions = {}): ContainerModule =>
  new ContainerModule(({ onActivation, onDeactivation }) => {
    onActivation(TOKENS.LoyaltyProgramRepository, (_context, repository) => coalescing(repository, options));
    onActivation(
      TOKENS.InstallationCheck,
      (_context, check) => new CoalescingInstallationCheck(check, options),
    );
    onDeactivation(TOKENS.LoyaltyProgramRepository, (repository) =>
      repository instanceof CoalescingLoyaltyProgramRepository ? repository.close() : undefined,
    );
    onDeactivation(TOKENS.InstallationCheck, (check) =>
      check instanceof CoalescingInstallationCheck ? check.close() : undefined,
    );
  });
