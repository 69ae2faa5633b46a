import { saveEach, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';
import { type RepositoryFault, overwrite, storedIn } from './fault.js';

/** Faults of `saveMany` and `ping` in a repository whose other methods are right. */
export const batchFaults = {
  'ignores the revisions of a batch': {
    inject: (memory) => ({
      saveMany: (changes) => saveEach({ save: (change) => overwrite(memory, change) }, changes),
    }),
    fails: {
      'refuses only the stale changes of a batch, each in its place':
        /results of saveMany: at 0: expected "RevisionConflict", got "saved"/u,
      'saves one change per site when batches race': /that won: expected 1, got 6/u,
    },
  },
  'refuses a whole batch for the sake of one stale change': {
    inject: (memory) => ({
      saveMany: async (changes) => {
        const given = structuredClone(changes);
        for (const { program, baseRevision } of given) {
          const { revision = 0 } = (await storedIn(memory, program.siteId)) ?? {};
          if (revision === baseRevision) continue;
          return given.map(({ program: { siteId }, baseRevision: expectedRevision }) =>
            err({ type: 'RevisionConflict', siteId, expectedRevision }),
          );
        }
        return memory.saveMany(given);
      },
    }),
    fails: {
      'refuses only the stale changes of a batch, each in its place':
        /results of saveMany: at 1: expected "saved", got "RevisionConflict"/u,
    },
  },
  'stops at the first change of a batch that it refuses': {
    inject: (memory) => ({
      saveMany: async (changes) => {
        const results: SaveResult[] = [];
        for (const change of structuredClone(changes)) {
          const saved = await memory.save(change);
          results.push(saved);
          if (saved.isErr()) break;
        }
        return results;
      },
    }),
    fails: {
      'refuses only the stale changes of a batch, each in its place':
        /number of results of saveMany: expected/u,
      'saves one change per site when batches race': /number of results of saveMany: expected/u,
      'reports an outage for each change of a batch': /number of results of saveMany: expected 4, got 1/u,
    },
  },
  'gives the results of a batch in the order of the sites': {
    inject: (memory) => ({
      saveMany: (changes) =>
        memory.saveMany([...changes].sort((a, b) => (a.program.siteId < b.program.siteId ? -1 : 1))),
    }),
    fails: {
      'saves first and later changes of many sites together':
        /what saveMany returns of change \d: at siteId/u,
      'refuses only the stale changes of a batch, each in its place':
        /what saveMany returns of change \d: at siteId/u,
      'saves one change per site when batches race': /for lane-3 after the race/u,
    },
  },
  'loses the events of a batch': {
    inject: (memory) => ({
      saveMany: (changes) => memory.saveMany(changes.map((change) => ({ ...change, events: [] }))),
    }),
    fails: {
      'saves first and later changes of many sites together': /what history gives for lane-3: at 0: /u,
      'refuses only the stale changes of a batch, each in its place': /what history gives .* at 0: /u,
      'saves one change per site when batches race': /what history gives .* at 0: /u,
    },
  },
  'forgets the last change of a batch': {
    inject: (memory) => ({
      saveMany: async (changes) => {
        const results = await memory.saveMany(changes.slice(0, -1));
        const last = changes.at(-1);
        return last === undefined ? results : [...results, ok(last.program)];
      },
    }),
    fails: {
      'saves first and later changes of many sites together': /what find gives for lane-10/u,
      'refuses only the stale changes of a batch, each in its place': /./u,
      'saves one change per site when batches race': /./u,
      'shares no objects with the caller of a batch': /./u,
      'reports an outage for each change of a batch': /expected "RepositoryUnavailable", got "saved"/u,
    },
  },
  'saves a batch a while after it was given': {
    inject: (memory) => ({
      saveMany: async (changes) => {
        await Promise.resolve();
        return memory.saveMany(changes);
      },
    }),
    fails: {
      'shares no objects with the caller of a batch': /./u,
    },
  },
  'rejects an empty batch': {
    inject: (memory) => ({
      saveMany: (changes) =>
        changes.length > 0 ? memory.saveMany(changes) : Promise.reject(new Error('nothing to insert')),
    }),
    fails: {
      'returns no results for no changes': /saveMany threw or rejected .*nothing to insert/u,
    },
  },
  'claims to answer when it is down': {
    inject: () => ({ ping: () => Promise.resolve(ok(undefined)) }),
    fails: {
      'reports an outage when pinged': /ping gave undefined where RepositoryUnavailable/u,
    },
  },
  'answers a ping only where a program is stored': {
    inject: (memory) => {
      let isEmpty = true;
      return {
        save: (change) => {
          isEmpty = false;
          return memory.save(change);
        },
        ping: async () => (isEmpty ? err({ type: 'RepositoryUnavailable' }) : memory.ping()),
      };
    },
    fails: {
      'answers a ping, even before anything is stored': /ping failed: .*RepositoryUnavailable/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
