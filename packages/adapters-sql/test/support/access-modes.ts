import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';

/** How an application reaches a store. */
export interface AccessMode {
  readonly mode: 'one by one' | 'batched';
  readonly through: (repository: LoyaltyProgramRepository) => LoyaltyProgramRepository;
}

export const ACCESS_MODES: readonly AccessMode[] = [
  { mode: 'one by one', through: (repository) => repository },
  {
    mode: 'batched',
    through: (repository) => new BatchingLoyaltyProgramRepository(repository, { saves: true }),
  },
];
