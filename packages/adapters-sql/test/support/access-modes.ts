import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import type { BatchingRepository } from '@loyalty-programs/testing/stores/open-store';

/** How an application reaches a store. */
export interface Way {
  readonly way: 'one by one' | 'coalesced';
  readonly through: (repository: BatchingRepository) => LoyaltyProgramRepository;
}

export const WAYS: readonly Way[] = [
  { way: 'one by one', through: (repository) => repository },
  {
    way: 'coalesced',
    through: (repository) => new BatchingLoyaltyProgramRepository(repository, { saves: true }),
  },
];
