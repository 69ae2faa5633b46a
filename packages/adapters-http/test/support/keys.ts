import { type AccountId, accountIdOf, actorOf, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import {
  type Authenticate,
  PERMISSIONS,
  type Permission,
  type Principal,
  pageOfSites,
} from '../../src/server/index.js';

/** The site that most calls are about. */
export const SITE = siteIdOf('site-a');

/** A second site of the same account. */
export const SISTER_SITE = siteIdOf('site-b');

/** A site that no key but the admin's may use. */
export const FOREIGN_SITE = siteIdOf('site-of-others');

/** The account that `SITE` is installed for where a test needs one. */
export const ACCOUNT = accountIdOf('account-1');

export const KEYS = {
  /** Everything, everywhere. */
  admin: 'key-of-the-admin-2f7a',
  /** Everything, on two sites. */
  owner: 'key-of-the-owner-91bc',
  /** Reading, on one site. */
  reader: 'key-of-a-reader-d40e',
  /** Everything, on the sites of an account. */
  account: 'key-of-an-account-3e0d',
  /** Everything, on two sites if they are of the account. */
  accountOwner: 'key-of-its-owner-55ba',
  /** May do nothing at all. */
  powerless: 'key-without-power-77aa',
} as const;

const principal = (
  permissions: readonly Permission[],
  sites: readonly SiteId[] | 'all',
  actor?: string,
  accountId?: AccountId,
): Principal => ({
  ...(accountId !== undefined && { accountId }),
  ...(actor !== undefined && { actor: actorOf(actor) }),
  permissions: new Set(permissions),
  sites: sites === 'all' ? 'all' : new Set(sites),
  memberSites: (page) =>
    Promise.resolve(ok(pageOfSites(sites === 'all' ? [FOREIGN_SITE, SITE, SISTER_SITE] : sites, page))),
});

const PRINCIPALS: ReadonlyMap<string, Principal> = new Map<string, Principal>([
  [KEYS.admin, principal(PERMISSIONS, 'all')],
  [KEYS.owner, principal(PERMISSIONS, [SITE, SISTER_SITE], 'the owner')],
  [KEYS.account, principal(PERMISSIONS, 'all', 'the account', ACCOUNT)],
  [KEYS.accountOwner, principal(PERMISSIONS, [SITE, SISTER_SITE], 'its owner', ACCOUNT)],
  [KEYS.reader, principal(['READ_PROGRAM'], [SITE])],
  [KEYS.powerless, principal([], 'all')],
]);

/** Knows the keys above and no other one. */
export const authenticate: Authenticate = (request) => {
  const who = PRINCIPALS.get(request.header('authorization') ?? '');
  return Promise.resolve(who === undefined ? err({ type: 'Unauthenticated' }) : ok(who));
};
