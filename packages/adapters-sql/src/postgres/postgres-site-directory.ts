import type { RepositoryUnavailable, SiteDirectory, SiteId, SitePageQuery } from '@loyalty-programs/core';
import { numberIn, siteIdIn } from '../rows/index.js';
import { type Result, ok } from 'neverthrow';
import { Database } from './database.js';
import type { PostgresOptions } from './options.js';
import type { Queryable } from './queryable.js';
import { unavailable } from './unavailable.js';

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

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    try {
      const [row] = await this.#database.run('countSites', []);
      return ok(row === undefined ? 0 : numberIn(row, 'count'));
    } catch (cause) {
      return unavailable(cause);
    }
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';
