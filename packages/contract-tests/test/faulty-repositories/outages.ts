import type { LoyaltyProgram, RevisionConflict } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import type { RepositoryFault } from './fault.js';

/** Faults that show only when the store is down. */
export const outageFaults = {
  'finds nothing when it is down': {
    inject: (memory) => ({ find: async (siteId) => ok((await memory.find(siteId)).unwrapOr(undefined)) }),
    fails: {
      'reports an outage, never an empty store':
        /find gave undefined where RepositoryUnavailable was expected/u,
    },
  },
  'finds none of many when it is down': {
    inject: (memory) => ({
      findMany: async (siteIds) => ok((await memory.findMany(siteIds)).unwrapOr(new Map())),
    }),
    fails: {
      'reports an outage, never an empty store': /findMany gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'tells of no events when it is down': {
    inject: (memory) => ({ history: async (...range) => ok((await memory.history(...range)).unwrapOr([])) }),
    fails: {
      'reports an outage, never an empty store': /history gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'rejects when it is down': {
    inject: (memory) => ({
      find: async (siteId) => {
        const answer = await memory.find(siteId);
        if (answer.isErr()) throw new Error('connection lost');
        return answer;
      },
    }),
    fails: {
      'reports an outage, never an empty store': /find threw or rejected .*connection lost/u,
    },
  },
  'throws when it is down': {
    inject: (memory) => {
      let isDown = false;
      return {
        find: async (siteId) => {
          const answer = await memory.find(siteId);
          isDown = answer.isErr();
          return answer;
        },
        history: (...range) => {
          if (isDown) throw new Error('no connection in the pool');
          return memory.history(...range);
        },
      };
    },
    fails: {
      'reports an outage, never an empty store': /history threw or rejected .*no connection in the pool/u,
    },
  },
  'takes an outage for a conflict': {
    inject: (memory) => ({
      save: async (change) =>
        (await memory.save(change)).orElse(() =>
          err<LoyaltyProgram, RevisionConflict>({
            type: 'RevisionConflict',
            siteId: change.program.siteId,
            expectedRevision: change.baseRevision,
          }),
        ),
    }),
    fails: {
      'reports an outage, never a saved or refused change':
        /save failed with \{"type":"RevisionConflict".* where RepositoryUnavailable was expected/u,
    },
  },
  'claims to have saved when it is down': {
    inject: (memory) => ({
      save: async (change) =>
        (await memory.save(change)).orElse((error) =>
          error.type === 'RepositoryUnavailable' ? ok(change.program) : err(error),
        ),
    }),
    fails: {
      'reports an outage, never a saved or refused change':
        /save gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'claims to have erased when it is down': {
    inject: (memory) => ({
      erase: async (siteId) => (await memory.erase(siteId)).orElse(() => ok(undefined)),
    }),
    fails: {
      'reports an outage, never an erasure': /erase gave undefined where RepositoryUnavailable was expected/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
