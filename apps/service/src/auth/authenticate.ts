import { type Authenticate, PERMISSIONS, type Principal } from '@loyalty-programs/adapters-http/server';
import { actorOf, type InstallationRegistry, type Unavailable } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
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
  registry: InstallationRegistry,
): Principal => ({
  actor,
  permissions,
  sites,
  ...(accountId !== undefined && { accountId }),
  memberSites: async () => {
    if (sites !== 'all' && accountId === undefined) return ok([...sites]);
    const installed = await registry.listSites(accountId);
    return installed
      .map((siteIds) => (sites === 'all' ? siteIds : siteIds.filter((siteId) => sites.has(siteId))))
      .mapErr(({ cause }) => unavailable(cause));
  },
});

/** Knows callers by the key in their `Authorization` header: the raw key, as official clients send it. */
export const authenticateByKey = (keys: readonly Key[], registry: InstallationRegistry): Authenticate => {
  const principals = new Map(keys.map((key) => [key.sha256, principalOf(key, registry)]));
  return (request) => {
    const principal = principals.get(sha256Of(request.header('authorization') ?? ''));
    return Promise.resolve(principal === undefined ? err({ type: 'Unauthenticated' }) : ok(principal));
  };
};
