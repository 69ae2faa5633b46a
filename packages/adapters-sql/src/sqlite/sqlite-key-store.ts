import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { KeyExists, KeyPage, KeyStore, StoredKey } from '@loyalty-programs/core/access';
import { err, ok, type Result } from 'neverthrow';
import { keyOf, keyValues } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { asUnavailable, LOCK_TIMEOUT } from './failure.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

/** Stores keys beside the programs. */
export class SqliteKeyStore implements KeyStore {
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: SqliteDatabase, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
  }

  async create(key: StoredKey): Promise<Result<void, KeyExists | RepositoryUnavailable>> {
    const values = keyValues(key);
    const created = await this.#write(() => this.#connection.run('createKey', ...values));
    return created.andThen((count) => (count === 0 ? err({ type: 'KeyExists' as const }) : ok(undefined)));
  }

  find(sha256: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return this.#read(() => this.#connection.all('findKey', sha256).map(keyOf)[0]);
  }

  get(id: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return this.#read(() => this.#connection.all('getKey', id).map(keyOf)[0]);
  }

  list({ after = '', limit }: KeyPage): Promise<Result<readonly StoredKey[], RepositoryUnavailable>> {
    return this.#read(() => this.#connection.all('listKeys', after, limit).map(keyOf));
  }

  revoke(id: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('revokeKey', id);
    });
  }

  noteUse(id: string, time: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('noteKeyUse', time, id, time);
    });
  }

  async #read<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    return (await this.#connection.read(work, this.#lockTimeout)).mapErr(asUnavailable);
  }

  async #write<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    return (await this.#connection.write(work, this.#lockTimeout)).mapErr(asUnavailable);
  }
}
