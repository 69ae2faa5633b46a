import { type RepositoryFault, overwrite, storedIn } from './fault.js';

/** Faults in what accepted and refused changes leave behind. */
export const traceFaults = {
  'stores the program of a stale change that it refuses': {
    inject: (memory) => ({
      save: async (change) => {
        const answer = await memory.save(change);
        const stored = await storedIn(memory, change.program.siteId);
        if (answer.isOk() || stored === undefined) return answer;
        return (await overwrite(memory, { ...change, events: [] })).andThen(() => answer);
      },
    }),
    fails: {
      'refuses a stale change and leaves program and events unchanged':
        /program and events after a stale change: at 0/u,
      'refuses a first change when a program is already stored': /at 0.name: expected "In time", got "Late"/u,
      'refuses a change based on a future revision': /at 0.revision: expected 2, got 8/u,
      'reports the site and both revisions in a conflict': /actualRevision: expected 2, got 8/u,
      'saves exactly one of several concurrent first changes': /what find gives .* at name: expected "Racer/u,
      'saves exactly one of several concurrent later changes': /what find gives .* at name: expected "Racer/u,
    },
  },
  'stores the events of a stale change that it refuses': {
    inject: (memory) => ({
      save: async (change) => {
        const answer = await memory.save(change);
        const program = await storedIn(memory, change.program.siteId);
        if (answer.isOk() || program === undefined) return answer;
        return (await overwrite(memory, { ...change, program })).andThen(() => answer);
      },
    }),
    fails: {
      'refuses a stale change and leaves program and events unchanged': /at 2.3: expected nothing/u,
      'refuses a first change when a program is already stored': /at 2.1: expected nothing/u,
      'refuses a change based on a future revision': /at 2.2: expected nothing/u,
      'saves exactly one of several concurrent first changes': /what history gives .* expected nothing, got/u,
      'saves exactly one of several concurrent later changes': /what history gives .* expected nothing, got/u,
    },
  },
  'loses the events': {
    inject: (memory) => ({ save: (change) => memory.save({ ...change, events: [] }) }),
    fails: {
      'returns the program as it was hundreds of revisions ago':
        /revisions of the history after 0: at 0: .*got nothing/u,
      'stores text in any script unchanged': /what history gives of the texts: at 0: .*got nothing/u,
      'returns the programs and events of any sequence of changes':
        /what history gives at revision 1: at 0: /u,
      'saves exactly one of several concurrent first changes': /what history gives .*got nothing/u,
      'saves exactly one of several concurrent later changes': /what history gives .*got nothing/u,
      'separates the programs and events of sites with similar ids': /what history gives for shop: at 0: /u,
      'stores the events of a change with its program':
        /what the history leads to: at revision: expected 1, got 0/u,
      'returns events in order of revision and ordinal': /got nothing/u,
      'returns only the events after the given revision': /got nothing/u,
      'returns at most the requested number of revisions, each with all its events': /got nothing/u,
      'returns everything to a caller that pages by the last revision': /got nothing/u,
      'stores the actor of each event': /got nothing/u,
      'stores the time of each event': /got nothing/u,
      'starts again with a site that was erased': /what history gives after starting anew: .*got nothing/u,
    },
  },
  'stores one event of each change': {
    inject: (memory) => ({
      save: (change) => memory.save({ ...change, events: change.events.slice(0, 1) }),
    }),
    fails: {
      'returns the programs and events of any sequence of changes': /what history gives at revision/u,
      'saves exactly one of several concurrent first changes':
        /at 1: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'saves exactly one of several concurrent later changes':
        /at 2: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'separates the programs and events of sites with similar ids':
        /at 1.type: expected "PointsExpirationConfigured", got "ProgramActivated"/u,
      'stores the events of a change with its program':
        /at pointsExpiration.monthsOfInactivity: expected 5, got 3/u,
      'returns events in order of revision and ordinal': /at 1.0: expected 1, got 2/u,
      'returns only the events after the given revision': /expected "PointsExpirationConfigured"/u,
      'returns at most the requested number of revisions, each with all its events':
        /at 1: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'returns everything to a caller that pages by the last revision':
        /expected "PointsExpirationConfigured"/u,
      'stores the actor of each event': /at 1: expected "user:Ann"/u,
      'stores the time of each event': /at 1.0: expected 1, got 2/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
