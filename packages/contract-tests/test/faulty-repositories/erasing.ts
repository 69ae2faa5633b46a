import type { ProgramEvent, SiteId } from '@loyalty-programs/core';
import { err } from 'neverthrow';
import { type RepositoryFault, eventsIn, storedIn } from './fault.js';

/** Faults in erasing. */
export const erasingFaults = {
  'leaves the events when it erases': {
    inject: (memory) => {
      const left = new Map<SiteId, readonly ProgramEvent[]>();
      return {
        erase: async (siteId) => {
          left.set(siteId, await eventsIn(memory, siteId));
          return memory.erase(siteId);
        },
        history: async (siteId, ...range) =>
          (await memory.history(siteId, ...range)).map((events) => [...(left.get(siteId) ?? []), ...events]),
      };
    },
    fails: {
      'erases the program and its events': /what history gives after erasing: at 0: expected nothing/u,
      'starts again with a site that was erased':
        /what history gives after starting anew: at 0.after.name: expected "New", got "Old"/u,
    },
  },
  'leaves the program when it erases': {
    inject: (memory) => ({
      erase: async (siteId) => (await memory.find(siteId)).map(() => undefined),
    }),
    fails: {
      'returns nothing of the past of an unknown, an untouched or an erased program':
        /an erased program: expected undefined/u,
      'erases the program and its events': /what find gives after erasing: expected undefined/u,
      'starts again with a site that was erased': /save on an erased base gave/u,
      'accepts erasing a program that is not stored':
        /what find gives after erasing twice: expected undefined/u,
    },
  },
  'goes on counting where it left off before erasing': {
    inject: (memory) => {
      const erased = new Map<SiteId, number>();
      return {
        erase: async (siteId) => {
          erased.set(siteId, (await storedIn(memory, siteId))?.revision ?? 0);
          return memory.erase(siteId);
        },
        save: (change) => {
          const isStale = change.baseRevision === 0 && (erased.get(change.program.siteId) ?? 0) > 0;
          return memory.save(isStale ? { ...change, baseRevision: -1 } : change);
        },
      };
    },
    fails: {
      'returns nothing of the past of an unknown, an untouched or an erased program':
        /save failed: .*RevisionConflict/u,
      'starts again with a site that was erased': /save failed: \{"type":"RevisionConflict"/u,
    },
  },
  'fails to erase what is not stored': {
    inject: (memory) => ({
      erase: async (siteId) =>
        (await storedIn(memory, siteId)) === undefined
          ? err({ type: 'RepositoryUnavailable', cause: 'no such row' })
          : memory.erase(siteId),
    }),
    fails: {
      'accepts erasing a program that is not stored': /erase failed: .*no such row/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
