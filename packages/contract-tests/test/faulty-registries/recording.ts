import { type SiteId, siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import type { InstallationRegistryFault } from './fault.js';

/** Faults in what becomes of what is registered and removed. */
export const recordingFaults: Readonly<Record<string, InstallationRegistryFault>> = {
  'drops the account': {
    inject: (memory) => ({
      register: (siteId, installation, onlyIf) =>
        memory.register(siteId, { ...installation, accountId: null }, onlyIf),
    }),
    fails: {
      'records every detail and returns the record':
        /what register returns: at accountId: expected "Konto Ä 🎁", got null/u,
      'replaces the details but not the date when registered again':
        /what register returns: at accountId: expected "Konto Ä 🎁", got null/u,
      'no longer lists a site that was removed': /sites of the account: at 0: .* got nothing/u,
      'lists only the sites of an account': /sites of ann: at 0: .* got nothing/u,
      'changes the site of the required owner': /register failed: .*NotOwner/u,
      'lets nobody come between the condition and the change': /at 0: expected null, got "ann"/u,
    },
  },
  'returns what it was given where it recorded something else': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) =>
        (await memory.register(siteId, installation, onlyIf)).map(() => installation),
    }),
    fails: {
      'replaces the details but not the date when registered again':
        /what register returns: at since: expected \d+123, got \d+123/u,
    },
  },
  'dates an installation anew each time it is registered': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) => {
        const removed = await memory.remove(siteId, onlyIf);
        return removed.isOk() ? memory.register(siteId, installation) : err(removed.error);
      },
    }),
    fails: {
      'lets nobody come between the condition and the change': /at 0: expected "ben", got "ann"/u,
      'replaces the details but not the date when registered again':
        /what register returns: at since: expected \d+123, got \d+123/u,
    },
  },
  'keeps what was recorded first': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) => {
        const known = (await memory.check(siteId)).unwrapOr(undefined);
        return memory.register(siteId, known?.installed === true ? known : installation, onlyIf);
      },
    }),
    fails: {
      'changes the site of the required owner': /what check gives: at apps.0: expected nothing/u,
      'lets nobody come between the condition and the change':
        /owner after a move: expected "ben", got "ann"/u,
      'replaces the details but not the date when registered again':
        /at accountId: expected "Konto Ä 🎁", got null/u,
      'lists only the sites of an account': /after one changed hands: at 1: expected nothing, got "site-4"/u,
    },
  },
  'remembers the date beyond a removal': {
    inject: (memory) => {
      const dates = new Map<SiteId, number>();
      return {
        register: (siteId, installation, onlyIf) => {
          const since = dates.get(siteId) ?? installation.since;
          dates.set(siteId, since);
          return memory.register(siteId, { ...installation, since }, onlyIf);
        },
      };
    },
    fails: {
      'takes a new date when loyalty is installed again after a removal':
        /what register returns: at since: expected \d+, got \d+/u,
    },
  },
  'removes sites that differ in case': {
    inject: (memory) => ({
      remove: async (siteId, onlyIf) => {
        const removed = await memory.remove(siteIdOf(siteId.toUpperCase()));
        return removed.isOk() ? memory.remove(siteId, onlyIf) : removed;
      },
    }),
    fails: {
      'removes one installation and no other':
        /check of another site: at installed: expected true, got false/u,
    },
  },
  'claims to have removed': {
    inject: () => ({ remove: () => Promise.resolve(ok(undefined)) }),
    fails: {
      'changes no site of another owner': /remove gave undefined where NotOwner was expected/u,
      'changes a site without loyalty only where the condition allows it':
        /remove gave undefined where NotOwner was expected/u,
      'changes the site of the required owner':
        /check after a removal: at installed: expected false, got true/u,
      'lets nobody come between the condition and the change':
        /check after a removal: at installed: expected false, got true/u,
      'takes a new date when loyalty is installed again after a removal': /what register returns: at since/u,
      'accepts removing an installation that does not exist': /at installed: expected false, got true/u,
      'no longer lists a site that was removed': /at 0: expected "stays", got "goes"/u,
      'removes one installation and no other':
        /check of the removed site: at installed: expected false, got true/u,
      'reports an outage, never a recorded installation': /remove gave undefined where/u,
    },
  },
  'fails to remove what is not installed': {
    inject: (memory) => ({
      remove: async (siteId, onlyIf) => {
        const known = (await memory.check(siteId)).unwrapOr(undefined);
        return known?.installed === false && onlyIf === undefined
          ? err({ type: 'InstallationRegistryUnavailable', cause: 'no such row' })
          : memory.remove(siteId, onlyIf);
      },
    }),
    fails: {
      'accepts removing an installation that does not exist': /remove failed: .*no such row/u,
    },
  },
};
