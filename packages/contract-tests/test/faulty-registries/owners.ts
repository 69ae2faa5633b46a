import { err } from 'neverthrow';
import type { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import { type OwnerCondition, isOwned } from '@loyalty-programs/core/adapter-kit';
import type { SiteId } from '@loyalty-programs/core';
import type { InstallationRegistryFault } from './fault.js';

const mayChange = async (
  memory: InMemoryInstallations,
  siteId: SiteId,
  onlyIf: OwnerCondition | undefined,
): Promise<boolean> =>
  (await memory.check(siteId)).match(
    (installation) => isOwned(installation, onlyIf),
    () => true,
  );

const notOwner = (siteId: SiteId) => err({ type: 'NotOwner' as const, siteId });

/** Faults in what becomes of a change that requires an owner. */
export const ownerFaults: Readonly<Record<string, InstallationRegistryFault>> = {
  'registers whoever owns the site': {
    inject: (memory) => ({ register: (siteId, installation) => memory.register(siteId, installation) }),
    fails: {
      'changes no site of another owner': /register gave .* where NotOwner was expected/u,
      'changes a site without loyalty only where the condition allows it':
        /register gave .* where NotOwner was expected/u,
      'lets nobody come between the condition and the change':
        /the accounts that were allowed to register a new site: /u,
    },
  },
  'removes whoever owns the site': {
    inject: (memory) => ({ remove: (siteId) => memory.remove(siteId) }),
    fails: {
      'changes no site of another owner': /remove gave undefined where NotOwner was expected/u,
      'changes a site without loyalty only where the condition allows it':
        /remove gave undefined where NotOwner was expected/u,
      'lets nobody come between the condition and the change':
        /owner after a move beside a removal: expected "ben", got false/u,
    },
  },
  'checks the owner first and registers then': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) =>
        (await mayChange(memory, siteId, onlyIf)) ? memory.register(siteId, installation) : notOwner(siteId),
    }),
    fails: {
      'lets nobody come between the condition and the change':
        /the accounts that were allowed to register a new site: /u,
    },
  },
  'checks the owner first and removes then': {
    inject: (memory) => ({
      remove: async (siteId, onlyIf) =>
        (await mayChange(memory, siteId, onlyIf)) ? memory.remove(siteId) : notOwner(siteId),
    }),
    fails: {
      'lets nobody come between the condition and the change':
        /owner after a move beside a removal: expected "ben", got false/u,
    },
  },
  'takes a site without loyalty for one of another owner': {
    inject: (memory) => ({
      register: (siteId, installation, onlyIf) =>
        memory.register(siteId, installation, onlyIf && { accountId: onlyIf.accountId }),
      remove: (siteId, onlyIf) => memory.remove(siteId, onlyIf && { accountId: onlyIf.accountId }),
    }),
    fails: {
      'changes a site without loyalty only where the condition allows it': /remove failed: .*NotOwner/u,
      'lets nobody come between the condition and the change':
        /the accounts that were allowed to register a new site: /u,
    },
  },
  'refuses every change that requires an owner': {
    inject: (memory) => ({
      register: async (siteId, installation, onlyIf) =>
        onlyIf === undefined || !(await mayChange(memory, siteId, undefined))
          ? memory.register(siteId, installation)
          : notOwner(siteId),
    }),
    fails: {
      'changes the site of the required owner': /register failed: .*NotOwner/u,
      'changes a site without loyalty only where the condition allows it': /register failed: .*NotOwner/u,
      'lets nobody come between the condition and the change':
        /the accounts that were allowed to register a new site: /u,
    },
  },
};
