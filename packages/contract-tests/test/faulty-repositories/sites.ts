import { type SiteId, siteIdOf } from '@loyalty-programs/core';
import type { RepositoryFault } from './fault.js';

/** Keeps each site under another key than its id. */
const keyedBy =
  (keyOf: (siteId: SiteId) => string): RepositoryFault['inject'] =>
  (memory) => {
    const key = (siteId: SiteId) => siteIdOf(keyOf(siteId));
    return {
      find: async (siteId) =>
        (await memory.find(key(siteId))).map((program) => program && { ...program, siteId }),
      findMany: async (siteIds) =>
        (await memory.findMany(siteIds.map(key))).map(
          (found) =>
            new Map(
              siteIds.flatMap((siteId) => {
                const program = found.get(key(siteId));
                return program === undefined ? [] : [[siteId, { ...program, siteId }]];
              }),
            ),
        ),
      save: async (change) => {
        const { siteId } = change.program;
        const saved = await memory.save({ ...change, program: { ...change.program, siteId: key(siteId) } });
        return saved
          .map((program) => ({ ...program, siteId }))
          .mapErr((error) => (error.type === 'RevisionConflict' ? { ...error, siteId } : error));
      },
      history: (siteId, afterRevision, limit) => memory.history(key(siteId), afterRevision, limit),
      erase: (siteId) => memory.erase(key(siteId)),
    };
  };

/** Erases what `matches` an erased site, of all the sites that were ever saved. */
const erasingAll =
  (matches: (siteId: SiteId, erased: SiteId) => boolean): RepositoryFault['inject'] =>
  (memory) => {
    const known = new Set<SiteId>();
    return {
      save: (change) => {
        known.add(change.program.siteId);
        return memory.save(change);
      },
      erase: async (erased) => {
        const erasing = [...known].filter((siteId) => matches(siteId, erased));
        await Promise.all(erasing.map((siteId) => memory.erase(siteId)));
        return memory.erase(erased);
      },
    };
  };

/** Faults in separating sites. */
export const siteFaults = {
  'takes sites for one another that differ in case': {
    inject: keyedBy((siteId) => siteId.toLowerCase()),
    fails: {
      'returns the program as it was at any revision and time': /save failed: .*RevisionConflict/u,
      'separates the programs and events of sites with similar ids':
        /what find gives for SHOP while only others are stored: expected undefined/u,
      'leaves other sites alone when one is erased': /"RevisionConflict","siteId":"SHOP"/u,
    },
  },
  'takes sites for one another that differ in the last of 64 characters': {
    inject: keyedBy((siteId) => siteId.slice(0, 63)),
    fails: {
      'separates the programs and events of sites with similar ids':
        /what find gives for x+2 while only others are stored: expected undefined/u,
      'leaves other sites alone when one is erased': /"RevisionConflict","siteId":"x+2"/u,
    },
  },
  'tells the events of sites whose ids begin alike': {
    inject: (memory) => {
      const known = new Set<SiteId>();
      return {
        save: (change) => {
          known.add(change.program.siteId);
          return memory.save(change);
        },
        history: async (siteId, afterRevision, limit) => {
          const longer = [...known].find((other) => other !== siteId && other.startsWith(siteId));
          return memory.history(longer ?? siteId, afterRevision, limit);
        },
      };
    },
    fails: {
      'separates the programs and events of sites with similar ids':
        /what history gives for shop: at 0.after.name: expected "Name 0", got "Name 2"/u,
    },
  },
  'erases sites whose ids begin alike': {
    inject: erasingAll((siteId, erased) => siteId.startsWith(erased)),
    fails: {
      'leaves other sites alone when one is erased':
        /others than shop after erasing that: at 1.0: expected \{"siteId":"shop-1"/u,
    },
  },
  'erases sites that differ in case': {
    inject: erasingAll((siteId, erased) => siteId.toLowerCase() === erased.toLowerCase()),
    fails: {
      'leaves other sites alone when one is erased':
        /others than shop after erasing that: at 0.0: expected \{"siteId":"SHOP"/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
