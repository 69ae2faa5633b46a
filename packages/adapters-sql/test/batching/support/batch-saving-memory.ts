import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { Change, SaveResult } from '@loyalty-programs/core/adapter-kit';

/** The store in memory, which takes no two changes of one site in a batch. */
export class BatchSavingMemory extends InMemoryLoyaltyProgramRepository {
  override saveMany(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const siteIds = changes.map(({ program }) => program.siteId);
    if (new Set(siteIds).size < siteIds.length) throw new Error('two changes of one site');
    return super.saveMany(changes);
  }
}
