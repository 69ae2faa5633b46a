import {
  type Authenticate,
  PERMISSIONS,
  type Principal,
  pageOfSites,
} from '@loyalty-programs/adapters-http/server';
import { type SiteDirectory, type Unavailable, actorOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import { callerAddress } from './caller-address.js';
import { FailedKeys } from './failed-keys.js';
import { type Key, sha256Of } from './key.js';

/** Opens everything. */
export const adminKeyEntry = (key: string): Key => ({
  sha256: sha256Of(key),
  actor: actorOf('admin'),
  permissions: new Set(PERMISSIONS),
  sites: 'all',
});

const unavailable = (cause: unknown): Unavailable => ({ type: 'Unavailable', cause });

const principalOf = (
  { actor, permissions, sites, accountId }: Key,
  directory: Pick<SiteDirectory, 'listSites'>,
): Principal => ({
  actor,
  permissions,
  sites,
  ...(accountId !== undefined && { accountId }),
  memberSites: async (page) => {
    if (sites !== 'all') return ok(pageOfSites(sites, page));
    const listed = await directory.listSites({ ...page, ...(accountId !== undefined && { accountId }) });
    return listed.mapErr(({ cause }) => unavailable(cause));
  },
});

export interface KeyOptions {
  readonly keys: readonly Key[];
  readonly directory: Pick<SiteDirectory, 'listSites'>;
  /** How many proxies in front of the service are trusted to name the caller. */
  readonly trustedProxies: number;
  readonly logger: { warn(fields: object, message: string): void };
}

/** Knows callers by the key in their `Authorization` header: the raw key, as official clients send it. */
export const authenticateByKey = ({ keys, directory, trustedProxies, logger }: KeyOptions): Authenticate => {
  const principals = new Map(keys.map((key) => [key.sha256, principalOf(key, directory)]));
  const failedKeys = new FailedKeys();
  return (request) => {
    const key = request.header('authorization') ?? '';
    // No key is not a guess.
    if (key === '') return Promise.resolve(err({ type: 'Unauthenticated' }));
    const sha256 = sha256Of(key);
    const address = callerAddress(request, trustedProxies);
    const retryAfter = failedKeys.retryAfter(address, sha256);
    if (retryAfter !== undefined) return Promise.resolve(err({ type: 'RateLimited', retryAfter }));
    const principal = principals.get(sha256);
    if (principal !== undefined) {
      failedKeys.noteRight(address, sha256);
      return Promise.resolve(ok(principal));
    }
    const isLimited = failedKeys.noteWrong(address);
    logger.warn({ address, path: request.path }, isLimited ? 'too many wrong keys' : 'wrong key');
    return Promise.resolve(err({ type: 'Unauthenticated' }));
  };
};
