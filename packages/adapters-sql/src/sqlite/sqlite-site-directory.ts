import type { RepositoryUnavailable, SiteDirectory, SiteId, SitePageQuery } from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import { numberIn, siteIdIn } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT } from './retry.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

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

  countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return this.#read(() => {
      const [row] = this.#connection.all('countSites');
      return row === undefined ? 0 : numberIn(row, 'count');
    });
  }

  async #read<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    const read = await this.#connection.read(work, this.#lockTimeout);
    return read.mapErr(({ cause }) => ({ type: 'RepositoryUnavailable', cause }));
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';
