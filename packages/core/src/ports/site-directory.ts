import type { Result } from 'neverthrow';
import type { AccountId, SiteId } from '../values/identifiers.js';
import type { RepositoryUnavailable } from './loyalty-program-repository.js';
import type { InvalidCursor } from './program-event-feed.js';
import type { SiteSearch, SiteSearchPage } from './site-search.js';

/** Which page of site ids to list. */
export interface SitePageQuery {
  /** List the sites behind this one; absent: from the first. It need not be in the directory. */
  readonly after?: SiteId;
  /** List at most this many, from 1. Fewer ids than this mean that there are no more. */
  readonly limit: number;
  /** Only sites whose installation belongs to this account. */
  readonly accountId?: AccountId;
}

/**
 * Knows which sites there are: those with an installation, a stored program, or both. A site whose loyalty is
 * uninstalled stays in it as long as its program is stored, but belongs to no account.
 *
 * The methods never throw and never reject.
 */
export interface SiteDirectory {
  /**
   * One page of site ids, each once, in the order of their code points. A reader passes the last id of a page as
   * `after` of the next. A site that is there all the while is on exactly one page, whatever else comes and goes.
   */
  listSites(query: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>>;

  /**
   * One page of the sites that match, each once: first those whose id does, in the order of their ids; then those
   * whose program's name alone does, in the order of names. With an `accountId` or `siteIds` all come in the order of
   * ids. A site whose name or status changes between two pages may be missing or come twice.
   */
  searchSites(query: SiteSearch): Promise<Result<SiteSearchPage, InvalidCursor | RepositoryUnavailable>>;

  /** How many sites there are. It may have to count them one by one. */
  countSites(): Promise<Result<number, RepositoryUnavailable>>;
}
