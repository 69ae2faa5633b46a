import type { LoyaltyProgramRepository, ProgramEvent } from '@loyalty-programs/core';
import type { Change, SaveResult } from '@loyalty-programs/core/adapter-kit';
import type { Report } from './order.js';

/** A repository that remembers what it was asked to save, and with which success. */
export interface Recording {
  readonly repository: LoyaltyProgramRepository;
  /** What happened since this was last asked. */
  readonly take: () => Pick<Report, 'conflicts'> & { readonly events: readonly ProgramEvent[] };
}

export const recording = (inner: LoyaltyProgramRepository): Recording => {
  let conflicts = 0;
  let events: ProgramEvent[] = [];
  const note = (change: Change, saved: SaveResult | undefined): void => {
    if (saved === undefined) return;
    if (saved.isOk()) events.push(...change.events);
    else if (saved.error.type === 'RevisionConflict') conflicts += 1;
  };
  return {
    repository: {
      find: (siteId) => inner.find(siteId),
      findMany: (siteIds) => inner.findMany(siteIds),
      history: (siteId, afterRevision, limit) => inner.history(siteId, afterRevision, limit),
      programAt: (...at) => inner.programAt(...at),
      erase: (...erasure) => inner.erase(...erasure),
      ping: () => inner.ping(),
      save: async (change) => {
        const saved = await inner.save(change);
        note(change, saved);
        return saved;
      },
      saveMany: async (changes) => {
        const results = await inner.saveMany(changes);
        for (const [at, change] of changes.entries()) note(change, results[at]);
        return results;
      },
    },
    take: () => {
      const taken = { conflicts, events };
      conflicts = 0;
      events = [];
      return taken;
    },
  };
};
