import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { Grant, SessionStore, StoredLink, StoredSession } from '@loyalty-programs/core/access';
import type { Result } from 'neverthrow';
import { grantAsJson, grantOf, sessionOf, sessionValues } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { asUnavailable, LOCK_TIMEOUT } from './failure.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

/** Stores sessions and links beside the programs. */
export class SqliteSessionStore implements SessionStore {
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: SqliteDatabase, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
  }

  create(session: StoredSession, now: number): Promise<Result<void, RepositoryUnavailable>> {
    const values = sessionValues(session);
    return this.#write(() => {
      this.#removeExpired(now);
      this.#connection.run('createSession', ...values);
    });
  }

  async find(sha256: string, now: number): Promise<Result<StoredSession | undefined, RepositoryUnavailable>> {
    const find = () => this.#connection.all('findSession', sha256, now).map(sessionOf)[0];
    return (await this.#connection.read(find, this.#lockTimeout)).mapErr(asUnavailable);
  }

  extend(sha256: string, idleExpires: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('extendSession', idleExpires, sha256, idleExpires);
    });
  }

  remove(sha256: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('removeSession', sha256);
    });
  }

  createLink(
    { sha256, grant, expires }: StoredLink,
    now: number,
  ): Promise<Result<void, RepositoryUnavailable>> {
    const json = grantAsJson(grant);
    return this.#write(() => {
      this.#removeExpired(now);
      this.#connection.run('createLink', sha256, json, expires);
    });
  }

  takeLink(sha256: string, now: number): Promise<Result<Grant | undefined, RepositoryUnavailable>> {
    return this.#write(() => {
      const grant = this.#connection.all('findLink', sha256, now).map(grantOf)[0];
      this.#connection.run('removeLink', sha256);
      return grant;
    });
  }

  #removeExpired(now: number): void {
    this.#connection.run('removeExpiredSessions', now);
    this.#connection.run('removeExpiredLinks', now);
  }

  async #write<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    return (await this.#connection.write(work, this.#lockTimeout)).mapErr(asUnavailable);
  }
}
