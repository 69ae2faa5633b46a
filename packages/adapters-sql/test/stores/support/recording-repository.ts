import type { Change, LoyaltyProgramRepository, ProgramEvent } from '@loyalty-programs/core';
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
  return {
    repository: {
      find: (siteId) => inner.find(siteId),
      findMany: (siteIds) => inner.findMany(siteIds),
      history: (siteId, afterRevision, limit) => inner.history(siteId, afterRevision, limit),
      erase: (siteId) => inner.erase(siteId),
      save: async (change: Change) => {
        const saved = await inner.save(change);
        if (saved.isOk()) events.push(...change.events);
        else if (saved.error.type === 'RevisionConflict') conflicts += 1;
        return saved;
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
