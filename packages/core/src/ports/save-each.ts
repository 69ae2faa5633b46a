import type { Change } from '../program/change.js';
import { clone } from '../values/clone.js';
import type { LoyaltyProgramRepository, SaveResult } from './loyalty-program-repository.js';

/** `saveMany` for a store without batches: saves the changes one after the other, in their order. */
export const saveEach = (
  repository: Pick<LoyaltyProgramRepository, 'save'>,
  changes: readonly Change[],
): Promise<readonly SaveResult[]> => {
  let last: Promise<unknown> = Promise.resolve();
  return Promise.all(
    // Copied first: while one is saved, the caller may change the others.
    changes.map(clone).map((change) => {
      const saving = last.then(() => repository.save(change));
      last = saving;
      return saving;
    }),
  );
};
