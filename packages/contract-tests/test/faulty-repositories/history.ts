import type { RepositoryFault } from './fault.js';

/** Faults in the history. */
export const historyFaults = {
  'orders revisions as texts': {
    inject: (memory) => ({
      history: async (...range) =>
        (await memory.history(...range)).map((events) =>
          [...events].sort((a, b) => (String(a.revision) < String(b.revision) ? -1 : 1)),
        ),
    }),
    fails: {
      'returns the program as it was hundreds of revisions ago': /revisions of the history after 98: at 0/u,
      'stores text in any script unchanged': /what history gives of the texts: at 1/u,
      'returns events in order of revision and ordinal': /at 2.0: expected 2, got 10/u,
      'returns only the events after the given revision': /history after revision 0: at 2/u,
      'returns at most the requested number of revisions, each with all its events':
        /history of 3 revisions after 8: at 0/u,
      'returns everything to a caller that pages by the last revision': /history read page by page: at 7/u,
    },
  },
  'tells the events of a revision backwards': {
    inject: (memory) => ({
      history: async (...range) =>
        (await memory.history(...range)).map((events) =>
          [...events].sort((a, b) => a.revision - b.revision || b.ordinal - a.ordinal),
        ),
    }),
    fails: {
      'returns the programs and events of any sequence of changes': /what history gives at revision/u,
      'saves exactly one of several concurrent first changes':
        /at 0.type: expected "ProgramUpdated", got "PointsExpirationConfigured"/u,
      'saves exactly one of several concurrent later changes':
        /at 1.type: expected "ProgramUpdated", got "PointsExpirationConfigured"/u,
      'saves first and later changes of many sites together':
        /at 0.type: expected "ProgramUpdated", got "PointsExpirationConfigured"/u,
      'separates the programs and events of sites with similar ids': /got "PointsExpirationConfigured"/u,
      'returns events in order of revision and ordinal': /at 0.1: expected 0, got 1/u,
      'returns only the events after the given revision': /got "PointsExpirationConfigured"/u,
      'returns at most the requested number of revisions, each with all its events':
        /got "PointsExpirationConfigured"/u,
      'returns everything to a caller that pages by the last revision': /got "PointsExpirationConfigured"/u,
    },
  },
  'tells from the start whatever it is asked for': {
    inject: (memory) => ({
      history: (siteId, afterRevision, limit) => memory.history(siteId, 0, afterRevision + limit),
    }),
    fails: {
      'returns the program as it was hundreds of revisions ago': /revisions of the history after 1: at 0/u,
      'returns only the events after the given revision': /history after revision 1: at 0/u,
      'returns at most the requested number of revisions, each with all its events':
        /history of 3 revisions after 1: at 0/u,
      'returns everything to a caller that pages by the last revision':
        /history after revision 12 ends with 12/u,
    },
  },
  'repeats the revision it is asked to go on from': {
    inject: (memory) => ({
      history: (siteId, afterRevision, limit) => memory.history(siteId, afterRevision - 1, limit),
    }),
    fails: {
      'returns the program as it was hundreds of revisions ago': /revisions of the history after 0: at 1/u,
      'returns only the events after the given revision': /history after revision 1: at 0/u,
      'returns at most the requested number of revisions, each with all its events':
        /history of 1 revisions after 0: .*got nothing/u,
      'returns everything to a caller that pages by the last revision':
        /history after revision 12 ends with 12/u,
    },
  },
  'limits events instead of revisions': {
    inject: (memory) => ({
      history: async (siteId, afterRevision, limit) =>
        (await memory.history(siteId, afterRevision, limit)).map((events) => events.slice(0, limit)),
    }),
    fails: {
      'returns at most the requested number of revisions, each with all its events':
        /history of 1 revisions after 0: at 1: .*got nothing/u,
      'returns everything to a caller that pages by the last revision':
        /history read page by page: at 5.type: expected "PointsExpirationConfigured"/u,
    },
  },
  'ignores the limit': {
    inject: (memory) => ({ history: (siteId, afterRevision) => memory.history(siteId, afterRevision, 1000) }),
    fails: {
      'returns the program as it was hundreds of revisions ago': /revisions of the history after 0: at 2/u,
      'returns at most the requested number of revisions, each with all its events':
        /history of 1 revisions after 0: at 2: expected nothing/u,
    },
  },
  'forgets who asked for a change': {
    inject: (memory) => ({
      history: async (...range) =>
        (await memory.history(...range)).map((events) => events.map((event) => ({ ...event, actor: null }))),
    }),
    fails: {
      'stores the actor of each event': /actors in the history: at 0: expected "user:Ann", got null/u,
    },
  },
  'forgets when a change happened': {
    inject: (memory) => ({
      history: async (...range) =>
        (await memory.history(...range)).map((events) => events.map((event) => ({ ...event, time: 0 }))),
    }),
    fails: {
      'returns the programs and events of any sequence of changes':
        /what the history leads to: at updatedDate/u,
      'stores the events of a change with its program': /at updatedDate: expected \d+, got 0/u,
      'stores the time of each event': /at 0.1: expected \d+, got 0/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
