import type { LoyaltyProgram, LoyaltyProgramRepository, ProgramEvent, SiteId } from '@loyalty-programs/core';
import { saveEach } from '@loyalty-programs/core/adapter-kit';
import type { RepositoryFault } from './fault.js';

type Door = 'find' | 'findMany' | 'history' | 'save: in' | 'save: out';

/** Keeps programs and events of its own, and makes no copy at one of its doors. */
const leakingAt =
  (leak: Door): RepositoryFault['inject'] =>
  (memory) => {
    const programs = new Map<SiteId, LoyaltyProgram>();
    const events = new Map<SiteId, ProgramEvent[]>();
    const through = <T>(door: Door, value: T): T => (door === leak ? value : structuredClone(value));
    const save: LoyaltyProgramRepository['save'] = async (change) =>
      (await memory.save(change)).map(({ siteId }) => {
        const kept = through('save: in', change);
        programs.set(siteId, kept.program);
        events.set(siteId, [...(events.get(siteId) ?? []), ...kept.events]);
        return through('save: out', kept.program);
      });
    return {
      find: async (siteId) =>
        (await memory.find(siteId)).map((found) => found && through('find', programs.get(siteId))),
      findMany: async (siteIds) =>
        (await memory.findMany(siteIds)).map(
          (found) =>
            new Map(
              [...found].map(([siteId, program]) => [
                siteId,
                through('findMany', programs.get(siteId) ?? program),
              ]),
            ),
        ),
      history: async (siteId, after, limit) =>
        (await memory.history(siteId, after, limit)).map(() =>
          through('history', events.get(siteId) ?? []).filter(
            ({ revision }) => revision > after && revision <= after + limit,
          ),
        ),
      save,
      saveMany: (changes) => saveEach({ save }, changes),
      erase: (siteId) => {
        programs.delete(siteId);
        events.delete(siteId);
        return memory.erase(siteId);
      },
    };
  };

/** Faults in keeping one's own things to oneself. */
export const independenceFaults = {
  'hands out from find what it keeps': {
    inject: leakingAt('find'),
    fails: {
      'is unaffected by a caller that mutates a result':
        /store after what find gave was changed: .*got "spoilt"/u,
    },
  },
  'hands out from findMany what it keeps': {
    inject: leakingAt('findMany'),
    fails: {
      'is unaffected by a caller that mutates a result':
        /store after what findMany gave was changed: .*got "spoilt"/u,
    },
  },
  'hands out from history what it keeps': {
    inject: leakingAt('history'),
    fails: {
      'is unaffected by a caller that mutates a result':
        /store after what history gave was changed: .*got "spoilt"/u,
    },
  },
  'hands out from save what it keeps': {
    inject: leakingAt('save: out'),
    fails: {
      'is unaffected by a caller that mutates a result':
        /store after what save gave was changed: .*got "spoilt"/u,
      'shares no objects with the caller of a batch':
        /store after what saveMany gave was changed: .*got "spoilt"/u,
    },
  },
  'keeps what it was given to save': {
    inject: leakingAt('save: in'),
    fails: {
      'is unaffected by a caller that mutates a saved change':
        /store after the saved change was changed: .*got "spoilt"/u,
    },
  },
  'goes on adding to the history it handed out': {
    inject: (memory) => {
      const told = new Map<SiteId, ProgramEvent[]>();
      return {
        history: async (siteId, ...range) =>
          (await memory.history(siteId, ...range)).map((events) => {
            const copy = [...events];
            told.set(siteId, copy);
            return copy;
          }),
        save: async (change) => {
          const answer = await memory.save(change);
          if (answer.isOk()) told.get(change.program.siteId)?.push(...change.events);
          return answer;
        },
      };
    },
    fails: {
      'does not change returned programs when the stored one changes':
        /what was handed out before later changes: at 3.1: expected nothing/u,
    },
  },
} satisfies Record<string, RepositoryFault>;
