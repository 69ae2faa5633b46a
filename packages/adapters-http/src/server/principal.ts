import type {
  AccountId,
  Actor,
  PermissionDenied,
  SiteId,
  Timestamp,
  Unauthenticated,
  Unavailable,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import type { RateLimited } from './errors.js';
import type { HttpRequest } from './http-message.js';

/** What a caller may be allowed to do. The first three are the permissions of the hosted API. */
export const PERMISSIONS = [
  'READ_PROGRAM',
  'MANAGE_PROGRAM',
  'PROGRAM_BULK_READ',
  'MANAGE_INSTALLATIONS',
  'MANAGE_KEYS',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const isPermission = (raw: unknown): raw is Permission =>
  PERMISSIONS.some((permission) => permission === raw);

/** Who is calling, and what may they do where? */
export interface Principal {
  /** Stands in the history of what this caller changes. */
  readonly actor?: Actor;
  readonly permissions: ReadonlySet<Permission>;
  /** The sites this caller may use. */
  readonly sites: 'all' | ReadonlySet<SiteId>;
  /** Limits every call to sites that are installed for this account. */
  readonly accountId?: AccountId;
  /** When the key of this caller expires: no key that it creates lasts longer. Absent: never. */
  readonly expires?: Timestamp;
  /** The sites whose programs a bulk get answers with, page by page: each once, in the order of their code points. */
  memberSites(page: SitePage): Promise<Result<readonly SiteId[], Unavailable>>;
}

/** Which of many sites to list. */
export interface SitePage {
  /** List the sites behind this one; absent: from the first. */
  readonly after?: SiteId;
  /** List at most this many. Fewer mean that there are no more. */
  readonly limit: number;
}

/** One page of a complete list of sites, for `memberSites`. */
export const pageOfSites = (siteIds: Iterable<SiteId>, { after, limit }: SitePage): readonly SiteId[] =>
  [...new Set(siteIds)]
    .filter((siteId) => after === undefined || siteId > after)
    .sort()
    .slice(0, limit);

/**
 * The host's own way to tell who is calling. `Unavailable` says that authentication is unavailable; it must never
 * be taken for `Unauthenticated`. `RateLimited` refuses to check yet another key. `PermissionDenied` refuses a
 * known caller at once: a session on behalf of another page, say.
 */
export type Authenticate = (
  request: HttpRequest,
) => Promise<Result<Principal, Unauthenticated | PermissionDenied | RateLimited | Unavailable>>;
