import type {
  InstallationCheck,
  InstallationCheckUnavailable,
  LoyaltyProgramRepository,
  RepositoryUnavailable,
} from '@loyalty-programs/core';
import { type Result, err } from 'neverthrow';
import type { EveryNth } from './every-nth.js';

/** The ports that an application needs of a store. */
export interface StorePorts {
  readonly repository: LoyaltyProgramRepository;
  readonly installationCheck: InstallationCheck;
}

const unavailable = (): Result<never, RepositoryUnavailable> => err({ type: 'RepositoryUnavailable' });

const uncheckable = (): Result<never, InstallationCheckUnavailable> =>
  err({ type: 'InstallationCheckUnavailable' });

/** The ports of a store, of which every n-th call fails. */
export const failingPorts = ({ repository, installationCheck }: StorePorts, nth: EveryNth): StorePorts => ({
  repository: {
    find: (siteId) => nth.call('find', () => repository.find(siteId), unavailable),
    findMany: (siteIds) => nth.call('findMany', () => repository.findMany(siteIds), unavailable),
    save: (change) => nth.call('save', () => repository.save(change), unavailable),
    history: (...range) => nth.call('history', () => repository.history(...range), unavailable),
    saveMany: (changes) =>
      nth.call(
        'saveMany',
        () => repository.saveMany(changes),
        () => changes.map(unavailable),
      ),
    programAt: (...at) => nth.call('programAt', () => repository.programAt(...at), unavailable),
    erase: (...erasure) => nth.call('erase', () => repository.erase(...erasure), unavailable),
    ping: () => nth.call('ping', () => repository.ping(), unavailable),
  },
  installationCheck: {
    check: (siteId) => nth.call('check', () => installationCheck.check(siteId), uncheckable),
    checkMany: (siteIds) => nth.call('checkMany', () => installationCheck.checkMany(siteIds), uncheckable),
  },
});
