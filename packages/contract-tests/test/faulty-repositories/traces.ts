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
      'refuses a stale change and leaves program and events alone':
        /program and events after a stale change: at 0/u,
      'refuses a first change where a program is stored already':
        /at 0.name: expected "In time", got "Late"/u,
      'refuses a change based on a revision to come': /at 0.revision: expected 2, got 8/u,
      'names the site and the revisions in a conflict': /actualRevision: expected 2, got 8/u,
      'lets exactly one of several concurrent first changes win':
        /what find gives .* at name: expected "Racer/u,
      'lets exactly one of several concurrent later changes win':
        /what find gives .* at name: expected "Racer/u,
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
      'refuses a stale change and leaves program and events alone': /at 2.3: expected nothing/u,
      'refuses a first change where a program is stored already': /at 2.1: expected nothing/u,
      'refuses a change based on a revision to come': /at 2.2: expected nothing/u,
      'lets exactly one of several concurrent first changes win':
        /what history gives .* expected nothing, got/u,
      'lets exactly one of several concurrent later changes win':
        /what history gives .* expected nothing, got/u,
    },
  },
  'loses the events': {
    inject: (memory) => ({ save: (change) => memory.save({ ...change, events: [] }) }),
    fails: {
      'keeps texts in any script as they are': /what history gives of the texts: at 0: .*got nothing/u,
      'gives back programs and events of any sequence of changes':
        /what history gives at revision 1: at 0: /u,
      'lets exactly one of several concurrent first changes win': /what history gives .*got nothing/u,
      'lets exactly one of several concurrent later changes win': /what history gives .*got nothing/u,
      'keeps programs and events of similar sites apart': /what history gives for shop: at 0: /u,
      'stores the events of a change together with its program':
        /what the history leads to: at revision: expected 1, got 0/u,
      'tells events in the order of revisions and ordinals': /got nothing/u,
      'tells only the events after the revision asked for': /got nothing/u,
      'tells at most as many revisions as asked for, each with all its events': /got nothing/u,
      'tells everything to whoever reads on from the last revision': /got nothing/u,
      'tells of each event who asked for it': /got nothing/u,
      'tells of each event when it happened': /got nothing/u,
      'starts anew with a site that was erased': /what history gives after starting anew: .*got nothing/u,
    },
  },
  'stores one event of each change': {
    inject: (memory) => ({
      save: (change) => memory.save({ ...change, events: change.events.slice(0, 1) }),
    }),
    fails: {
      'gives back programs and events of any sequence of changes': /what history gives at revision/u,
      'lets exactly one of several concurrent first changes win':
        /at 1: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'lets exactly one of several concurrent later changes win':
        /at 2: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'keeps programs and events of similar sites apart':
        /at 1.type: expected "PointsExpirationConfigured", got "ProgramActivated"/u,
      'stores the events of a change together with its program':
        /at pointsExpiration.monthsOfInactivity: expected 5, got 3/u,
      'tells events in the order of revisions and ordinals': /at 1.0: expected 1, got 2/u,
      'tells only the events after the revision asked for': /expected "PointsExpirationConfigured"/u,
      'tells at most as many revisions as asked for, each with all its events':
        /at 1: expected \{"type":"PointsExpirationConfigured".*got nothing/u,
      'tells everything to whoever reads on from the last revision': /expected "PointsExpirationConfigured"/u,
      'tells of each event who asked for it': /at 1: expected "user:Ann"/u,
      'tells of each event when it happened': /at 1.0: expected 1, got 2/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
