import { type SiteId, actorOf, siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import { type Authenticate, PERMISSIONS, type Permission, type Principal } from '../../src/server/index.js';

/** The site that most calls are about. */
export const SITE = siteIdOf('site-a');

/** A second site of the same account. */
export const SISTER_SITE = siteIdOf('site-b');

/** A site that no key but the admin's may use. */
export const FOREIGN_SITE = siteIdOf('site-of-others');

export const KEYS = {
  /** Everything, everywhere. */
  admin: 'key-of-the-admin-2f7a',
  /** Everything, on two sites. */
  owner: 'key-of-the-owner-91bc',
  /** Reading, on one site. */
  reader: 'key-of-a-reader-d40e',
  /** May do nothing at all. */
  powerless: 'key-without-power-77aa',
} as const;

const principal = (
  permissions: readonly Permission[],
  sites: readonly SiteId[] | 'all',
  actor?: string,
): Principal => ({
  ...(actor !== undefined && { actor: actorOf(actor) }),
  permissions: new Set(permissions),
  sites: sites === 'all' ? 'all' : new Set(sites),
  memberSites: () => Promise.resolve(ok(sites === 'all' ? [FOREIGN_SITE, SITE, SISTER_SITE] : sites)),
});

const PRINCIPALS: ReadonlyMap<string, Principal> = new Map<string, Principal>([
  [KEYS.admin, principal(PERMISSIONS, 'all')],
  [KEYS.owner, principal(PERMISSIONS, [SITE, SISTER_SITE], 'the owner')],
  [KEYS.reader, principal(['READ_PROGRAM'], [SITE])],
  [KEYS.powerless, principal([], 'all')],
]);

/** Knows the keys above and no other one. */
export const authenticate: Authenticate = (request) => {
  const who = PRINCIPALS.get(request.header('authorization') ?? '');
  return Promise.resolve(who === undefined ? err({ type: 'Unauthenticated' }) : ok(who));
};
