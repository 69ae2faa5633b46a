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
import type { Result } from 'neverthrow';
import { numberIn, siteIdIn, siteSummaryOf, type Value } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT } from './failure.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';
import type { StatementName } from './statements.js';

/** Lists the sites that have a program or an installation in the tables of `migrate`. */
export class SqliteSiteDirectory implements SiteDirectory {
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: SqliteDatabase, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
  }

  listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const start = after ?? FIRST;
    return this.#read(() => {
      const rows =
        accountId === undefined
          ? this.#connection.all('listAllSites', start, start, limit)
          : this.#connection.all('listSitesOfAccountAfter', accountId, start, limit);
      return rows.map(siteIdIn);
    });
  }

  searchSites(query: SiteSearch): Promise<Result<SiteSearchPage, InvalidCursor | RepositoryUnavailable>> {
    return searchSites(query, this.#indexes);
  }

  countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return this.#read(() => {
      const [row] = this.#connection.all('countSites');
      return row === undefined ? 0 : numberIn(row, 'count');
    });
  }

  readonly #indexes: SiteIndexes = {
    byId: ({ after, from }, limit) => this.#summaries('searchSiteIds', after, from, after, from, limit),
    byStatus: (status, { after, from }, limit) =>
      this.#summaries('searchSitesOfStatus', status, after, from, limit),
    byAccount: (accountId, { after, from }, limit) =>
      this.#summaries('searchSitesOfAccount', accountId, after, from, limit),
    among: (siteIds) => this.#summaries('searchNamedSites', JSON.stringify(siteIds)),
    byName: ({ nameKey, siteId }, limit) =>
      this.#summaries('searchSiteNames', nameKey, siteId, limit, nameKey, limit, limit),
  };

  async #summaries(name: StatementName, ...values: Value[]): Promise<readonly SiteSummary[]> {
    const read = await this.#read(() => this.#connection.all(name, ...values).map(siteSummaryOf));
    if (read.isErr()) throw read.error.cause;
    return read.value;
  }

  async #read<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    const read = await this.#connection.read(work, this.#lockTimeout);
    return read.mapErr(({ cause }) => ({ type: 'RepositoryUnavailable', cause }));
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';
