import type { RepositoryUnavailable, SiteDirectory, SiteId, SitePageQuery } from '@loyalty-programs/core';
import { numberIn, siteIdIn } from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { rowOf, rowsOf } from './rows.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { Statements } from './statements.js';

/** Lists the sites that have a program or an installation in the tables of `migrate`. */
export class SqliteSiteDirectory implements SiteDirectory {
  readonly #statements: Statements;

  constructor(database: SqliteDatabase) {
    this.#statements = new Statements(database);
  }

  listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    return answering(() => {
      const rows =
        accountId === undefined
          ? this.#statements.get('listAllSites').all(after ?? FIRST, limit)
          : this.#statements.get('listSitesOfAccountAfter').all(after ?? FIRST, limit, accountId);
      return rowsOf(rows).map(siteIdIn);
    });
  }

  countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return answering(() => {
      const row = rowOf(this.#statements.get('countSites').get());
      return row === undefined ? 0 : numberIn(row, 'count');
    });
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';

const answering = <T>(answer: () => T): Promise<Result<T, RepositoryUnavailable>> => {
  try {
    return Promise.resolve(ok(answer()));
  } catch (cause) {
    return Promise.resolve(err({ type: 'RepositoryUnavailable', cause }));
  }
};
