import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { SavingError } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { err } from 'neverthrow';

/** A store in memory that can be told to refuse whatever it is to save. */
export interface RefusingRepository {
  readonly repository: LoyaltyProgramRepository;
  readonly breakDown: () => void;
  readonly refuseSaves: (error: SavingError) => void;
}

export const aRefusingRepository = (): RefusingRepository => {
  const memory = new InMemoryLoyaltyProgramRepository();
  let refusal: SavingError | undefined;
  return {
    repository: {
      find: (siteId) => memory.find(siteId),
      findMany: (siteIds) => memory.findMany(siteIds),
      save: (change) => (refusal === undefined ? memory.save(change) : Promise.resolve(err(refusal))),
      history: (...range) => memory.history(...range),
      erase: (siteId) => memory.erase(siteId),
    },
    breakDown: () => {
      memory.breakDown();
    },
    refuseSaves: (error) => {
      refusal = error;
    },
  };
};
