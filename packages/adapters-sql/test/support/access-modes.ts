import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';

/** How an application reaches a store. */
export interface Way {
  readonly way: 'one by one' | 'coalesced';
  readonly through: (repository: LoyaltyProgramRepository) => LoyaltyProgramRepository;
}

export const WAYS: readonly Way[] = [
  { way: 'one by one', through: (repository) => repository },
  {
    way: 'coalesced',
    through: (repository) => new BatchingLoyaltyProgramRepository(repository, { saves: true }),
  },
];
