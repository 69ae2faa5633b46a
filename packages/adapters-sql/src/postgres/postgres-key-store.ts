import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { KeyExists, KeyPage, KeyStore, StoredKey } from '@loyalty-programs/core/access';
import { err, ok, type Result } from 'neverthrow';
import { keyOf, keyValues } from '../rows/index.js';
import { Database } from './database.js';
import { unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';
import type { StatementName } from './statements.js';

/** Stores keys beside the programs. */
export class PostgresKeyStore implements KeyStore {
  readonly #database: Database;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  async create(key: StoredKey): Promise<Result<void, KeyExists | RepositoryUnavailable>> {
    try {
      const rows = await this.#database.run('createKey', keyValues(key));
      return rows.length === 0 ? err({ type: 'KeyExists' }) : ok(undefined);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async find(sha256: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return (await this.#keys('findKey', [sha256])).map(([key]) => key);
  }

  async get(id: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return (await this.#keys('getKey', [id])).map(([key]) => key);
  }

  list({ after = '', limit }: KeyPage): Promise<Result<readonly StoredKey[], RepositoryUnavailable>> {
    return this.#keys('listKeys', [after, limit]);
  }

  async revoke(id: string): Promise<Result<void, RepositoryUnavailable>> {
    return (await this.#keys('revokeKey', [id])).map(() => undefined);
  }

  async noteUse(id: string, time: number): Promise<Result<void, RepositoryUnavailable>> {
    return (await this.#keys('noteKeyUse', [time, id])).map(() => undefined);
  }

  async #keys(
    name: StatementName,
    values: unknown[],
  ): Promise<Result<readonly StoredKey[], RepositoryUnavailable>> {
    try {
      return ok((await this.#database.run(name, values)).map(keyOf));
    } catch (cause) {
      return unavailable(cause);
    }
  }
}
