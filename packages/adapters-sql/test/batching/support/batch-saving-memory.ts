import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { BatchSaving, Saved } from '@loyalty-programs/adapters-sql/batching';
import type { Change } from '@loyalty-programs/core';

/** The store in memory, which saves the changes of several sites at once too. */
export class BatchSavingMemory extends InMemoryLoyaltyProgramRepository implements BatchSaving {
  saveMany(changes: readonly Change[]): Promise<readonly Saved[]> {
    const siteIds = changes.map(({ program }) => program.siteId);
    if (new Set(siteIds).size < siteIds.length) throw new Error('two changes of one site');
    return Promise.all(changes.map((change) => super.save(change)));
  }
}
