import type { Installed, SiteId } from '@loyalty-programs/core';
import { ok, type Result } from 'neverthrow';
import type { InstallationRegistryFault } from './fault.js';

const isDown = (answer: Result<unknown, { readonly type: string }>): boolean =>
  answer.isErr() && answer.error.type === 'InstallationRegistryUnavailable';

/** Goes on using what came in, or what went out, of `register`. */
const keepingThat = (door: 'in' | 'out'): InstallationRegistryFault['inject'] => {
  return (memory) => {
    const kept = new Map<SiteId, Installed>();
    return {
      register: async (siteId, installation, onlyIf) =>
        (await memory.register(siteId, installation, onlyIf)).map((recorded) => {
          kept.set(siteId, door === 'in' ? { ...installation, since: recorded.since } : recorded);
          return recorded;
        }),
      remove: (siteId, onlyIf) => {
        kept.delete(siteId);
        return memory.remove(siteId, onlyIf);
      },
      check: async (siteId) =>
        (await memory.check(siteId)).map((installation) =>
          structuredClone((installation.installed && kept.get(siteId)) || installation),
        ),
    };
  };
};

/** Faults that show in an outage, or after a caller changed what is its own. */
export const promiseFaults: Readonly<Record<string, InstallationRegistryFault>> = {
  'keeps what it was given to register': {
    inject: keepingThat('in'),
    fails: {
      'is unaffected by a caller that mutates arguments or results':
        /check after the input was changed: at apps.0: .* got nothing/u,
    },
  },
  'hands out from register what it keeps': {
    inject: keepingThat('out'),
    fails: {
      'is unaffected by a caller that mutates arguments or results':
        /check after the output was changed: .* got "spoilt"/u,
    },
  },
  'claims to have recorded when it is down': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) => {
        const answer = await memory.register(siteId, installation, onlyIf);
        return isDown(answer) ? ok(installation) : answer;
      },
    }),
    fails: {
      'reports an outage, never a recorded installation':
        /register gave .* where InstallationRegistryUnavailable was expected/u,
    },
  },
  'rejects when it is down': {
    inject: (memory) => ({
      remove: async (siteId, onlyIf) => {
        const answer = await memory.remove(siteId, onlyIf);
        if (isDown(answer)) throw new Error('disk full');
        return answer;
      },
    }),
    fails: {
      'reports an outage, never a recorded installation': /remove threw or rejected .*disk full/u,
    },
  },
};
