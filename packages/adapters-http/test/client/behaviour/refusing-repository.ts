import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import type { Change, SaveError, SaveResult } from '@loyalty-programs/core/adapter-kit';
import { err } from 'neverthrow';

/** A store in memory that can be told to refuse whatever it is to save. */
export interface RefusingRepository {
  readonly repository: LoyaltyProgramRepository;
  readonly breakDown: () => void;
  readonly refuseSaves: (error: SaveError) => void;
}

const refusedEach = (changes: readonly Change[], error: SaveError): readonly SaveResult[] =>
  changes.map(() => err(error));

export const aRefusingRepository = (): RefusingRepository => {
  const memory = new InMemoryLoyaltyProgramRepository();
  let refusal: SaveError | undefined;
  return {
    repository: {
      find: (siteId) => memory.find(siteId),
      findMany: (siteIds) => memory.findMany(siteIds),
      save: (change) => (refusal === undefined ? memory.save(change) : Promise.resolve(err(refusal))),
      saveMany: (changes) =>
        refusal === undefined ? memory.saveMany(changes) : Promise.resolve(refusedEach(changes, refusal)),
      history: (...range) => memory.history(...range),
      programAt: (...at) => memory.programAt(...at),
      erase: (...erasure) => memory.erase(...erasure),
      ping: () => memory.ping(),
    },
    breakDown: () => {
      memory.breakDown();
    },
    refuseSaves: (error) => {
      refusal = error;
    },
  };
};
