import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { ok } from 'neverthrow';
import type { RepositoryFault } from './fault.js';

/** Faults in what is told of the past. */
export const pastFaults = {
  'tells the program as it is, not as it was': {
    inject: (memory) => ({ programAt: (siteId) => memory.find(siteId) }),
    fails: {
      'returns the program as it was at any revision and time': /the program at revision 1: at revision/u,
      'returns the program as it was hundreds of revisions ago': /the program at revision 1: at revision/u,
      'returns nothing of the past of an unknown, an untouched or an erased program':
        /the program at revision 1: at revision/u,
      'is unaffected by a caller that mutates a program of the past':
        /the program at revision 1: at revision/u,
    },
  },
  'hands out its own program of the past': {
    inject: (memory) => {
      const known = new Map<string, LoyaltyProgram | undefined>();
      return {
        programAt: async (siteId, point) => {
          const key = `${siteId} ${JSON.stringify(point)}`;
          const found = await memory.programAt(siteId, point);
          if (found.isOk() && !known.has(key) && siteId.startsWith('handed-out')) known.set(key, found.value);
          return found.map((program) => known.get(key) ?? program);
        },
      };
    },
    fails: {
      'is unaffected by a caller that mutates a program of the past': /the program at revision 1: at/u,
    },
  },
  'remembers the past of an erased program': {
    inject: (memory) => {
      const erased = new Map<SiteId, LoyaltyProgram | undefined>();
      return {
        erase: async (siteId, context) => {
          erased.set(siteId, (await memory.find(siteId)).unwrapOr(undefined));
          return memory.erase(siteId, context);
        },
        programAt: async (siteId, point) =>
          (await memory.programAt(siteId, point)).map((program) => program ?? erased.get(siteId)),
      };
    },
    fails: {
      'returns nothing of the past of an unknown, an untouched or an erased program':
        /an erased program: expected undefined/u,
    },
  },
  'has no past when it is down': {
    inject: (memory) => ({
      programAt: async (siteId, point) => ok((await memory.programAt(siteId, point)).unwrapOr(undefined)),
    }),
    fails: {
      'reports an outage, never a program that was not there': /programAt gave undefined where/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
