import { type Installation, type SiteId } from '@loyalty-programs/core';
import { NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import { type InstallationCheckFault, answering } from './fault.js';

/** Hands out the same object for a site each time, until it is `renewed` for another answer. */
const sharing =
  (
    renewed: (kept: Installation, installation: Installation) => Installation,
  ): InstallationCheckFault['inject'] =>
  (memory) => {
    const kept = new Map<SiteId, { readonly source: string; readonly answer: Installation }>();
    return answering((siteId, installation) => {
      const source = JSON.stringify(installation);
      const last = kept.get(siteId);
      if (last?.source === source) return last.answer;
      const answer = last === undefined ? installation : renewed(last.answer, installation);
      kept.set(siteId, { source, answer });
      return answer;
    })(memory);
  };

/** Faults that show in an outage, or in an answer after it was given. */
export const promiseFaults: Readonly<Record<string, InstallationCheckFault>> = {
  'says "not installed" when it is down': {
    inject: (memory) => ({
      check: async (siteId) => ok((await memory.check(siteId)).unwrapOr(NOT_INSTALLED)),
    }),
    fails: {
      'reports an outage, never "not installed"': /check gave .*"installed":false/u,
    },
  },
  'says "not installed" of many sites when it is down': {
    inject: (memory) => ({
      checkMany: async (siteIds) =>
        ok((await memory.checkMany(siteIds)).unwrapOr(new Map(siteIds.map((id) => [id, NOT_INSTALLED])))),
    }),
    fails: {
      'reports an outage for many sites': /checkMany gave .*"installed":false/u,
    },
  },
  'rejects when it is down': {
    inject: (memory) => ({
      check: async (siteId) => {
        const answer = await memory.check(siteId);
        if (answer.isErr()) throw new Error('connection refused');
        return answer;
      },
    }),
    fails: {
      'reports an outage, never "not installed"': /threw or rejected .*connection refused/u,
    },
  },
  'hands out what it keeps': {
    inject: sharing((_, installation) => installation),
    fails: {
      'is unaffected by a caller that mutates an answer': /at 0.installed: expected true, got "spoilt"/u,
    },
  },
  'brings up to date what it handed out': {
    inject: sharing((kept, installation) =>
      installation.installed ? Object.assign(kept, installation) : installation,
    ),
    fails: {
      'is unaffected by a caller that mutates an answer': /at 0.installed: expected true, got "spoilt"/u,
      'does not change earlier answers when the installation changes':
        /answers given before the installation changed: at 0.accountId: expected "Konto Ä 🎁", got null/u,
    },
  },
};
