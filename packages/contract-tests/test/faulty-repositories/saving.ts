import { type RepositoryFault, overwrite, storedIn } from './fault.js';

/** Faults in what is accepted and what is refused. */
export const savingFaults = {
  'ignores the revision': {
    inject: (memory) => ({ save: (change) => overwrite(memory, change) }),
    fails: {
      'refuses a stale change and leaves program and events unchanged':
        /gave .* where RevisionConflict was expected/u,
      'refuses a first change when a program is already stored':
        /gave .* where RevisionConflict was expected/u,
      'refuses a change based on revision 7 when nothing is stored':
        /gave .* where RevisionConflict was expected/u,
      'refuses a change based on a future revision': /gave .* where RevisionConflict was expected/u,
      'reports the site and both revisions in a conflict': /gave .* where RevisionConflict was expected/u,
      'saves exactly one of several concurrent first changes': /2 of 2 concurrent changes won/u,
      'saves exactly one of several concurrent later changes': /2 of 2 concurrent changes won/u,
      'starts again with a site that was erased': /gave .* where RevisionConflict was expected/u,
    },
  },
  'takes any change where nothing is stored': {
    inject: (memory) => ({
      save: async (change) => {
        const stored = await storedIn(memory, change.program.siteId);
        return memory.save(stored === undefined ? { ...change, baseRevision: 0 } : change);
      },
    }),
    fails: {
      'refuses a change based on revision 7 when nothing is stored':
        /gave .* where RevisionConflict was expected/u,
      'reports the site and both revisions in a conflict': /gave .* where RevisionConflict was expected/u,
      'starts again with a site that was erased': /gave .* where RevisionConflict was expected/u,
    },
  },
  'takes a change based on a revision to come': {
    inject: (memory) => ({
      save: async (change) => {
        const { revision = Infinity } = (await storedIn(memory, change.program.siteId)) ?? {};
        return memory.save(change.baseRevision > revision ? { ...change, baseRevision: revision } : change);
      },
    }),
    fails: {
      'refuses a change based on a future revision': /gave .* where RevisionConflict was expected/u,
      'reports the site and both revisions in a conflict': /gave .* where RevisionConflict was expected/u,
    },
  },
  'takes a second first change': {
    inject: (memory) => ({
      save: (change) => (change.baseRevision === 0 ? overwrite(memory, change) : memory.save(change)),
    }),
    fails: {
      'refuses a first change when a program is already stored':
        /gave .* where RevisionConflict was expected/u,
      'reports the site and both revisions in a conflict': /gave .* where RevisionConflict was expected/u,
      'saves exactly one of several concurrent first changes': /2 of 2 concurrent changes won/u,
    },
  },
  'lets others in between its look at the revision and its writing': {
    inject: (memory) => ({
      save: async (change) => {
        const { revision = 0 } = (await storedIn(memory, change.program.siteId)) ?? {};
        return revision === change.baseRevision ? overwrite(memory, change) : memory.save(change);
      },
    }),
    fails: {
      'saves exactly one of several concurrent first changes': /2 of 2 concurrent changes won/u,
      'saves exactly one of several concurrent later changes': /2 of 2 concurrent changes won/u,
    },
  },
  'tells a wrong revision in a conflict': {
    inject: (memory) => ({
      save: async (change) =>
        (await memory.save(change)).mapErr((error) =>
          error.type === 'RevisionConflict' ? { ...error, actualRevision: error.expectedRevision } : error,
        ),
    }),
    fails: {
      'reports the site and both revisions in a conflict': /at actualRevision: expected 0, got 7/u,
    },
  },
  'locks all sites where one is enough': {
    inject: (memory) => {
      let locked = false;
      return {
        save: async (change) => {
          if (locked) return memory.save({ ...change, baseRevision: -1 });
          locked = true;
          const answer = await memory.save(change);
          locked = false;
          return answer;
        },
      };
    },
    fails: {
      'saves concurrent changes of different sites': /save failed: \{"type":"RevisionConflict"/u,
      'finds the programs of many sites at once': /save failed: \{"type":"RevisionConflict"/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
