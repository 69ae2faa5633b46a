import type { RepositoryUnavailable, SiteId } from '@loyalty-programs/core';
import {
  type InvalidCursor,
  type SiteDirectory,
  type SiteIndexes,
  type SitePageQuery,
  type SiteSearch,
  type SiteSearchPage,
  type SiteSummary,
  searchSites,
} from '@loyalty-programs/core/adapter-kit';
import { ok, type Result } from 'neverthrow';
import { numberIn, siteIdIn, siteSummaryOf } from '../rows/index.js';
import { Database } from './database.js';
import { unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';
import { partitionOf } from './partition.js';
import type { StatementName } from './statements.js';

/** Lists the sites that have a program or an installation in the tables of `migrate`. */
export class PostgresSiteDirectory implements SiteDirectory {
  readonly #database: Database;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  async listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    try {
      const rows =
        accountId === undefined
          ? await this.#database.run('listAllSites', [after ?? FIRST, limit])
          : await this.#database.run('listSitesOfAccountAfter', [after ?? FIRST, limit, accountId]);
      return ok(rows.map(siteIdIn));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  searchSites(query: SiteSearch): Promise<Result<SiteSearchPage, InvalidCursor | RepositoryUnavailable>> {
    return searchSites(query, this.#indexes);
  }

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    try {
      const [row] = await this.#database.run('countSites', []);
      return ok(row === undefined ? 0 : numberIn(row, 'count'));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  readonly #indexes: SiteIndexes = {
    byId: ({ after, from }, limit) => this.#summaries('searchSiteIds', [after, from, limit]),
    byStatus: (status, { after, from }, limit) =>
      this.#summaries('searchSitesOfStatus', [after, from, limit, status]),
    byAccount: (accountId, { after, from }, limit) =>
      this.#summaries('searchSitesOfAccount', [after, from, limit, accountId]),
    among: (siteIds) => this.#summaries('searchNamedSites', [siteIds.map(partitionOf), siteIds]),
    byName: ({ nameKey, siteId }, limit) => this.#summaries('searchSiteNames', [nameKey, siteId, limit]),
  };

  async #summaries(name: StatementName, values: unknown[]): Promise<readonly SiteSummary[]> {
    return (await this.#database.run(name, values)).map(siteSummaryOf);
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';
