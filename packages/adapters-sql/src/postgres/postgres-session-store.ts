import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { Grant, SessionStore, StoredLink, StoredSession } from '@loyalty-programs/core/access';
import { ok, type Result } from 'neverthrow';
import { grantAsJson, grantOf, type Row, sessionOf, sessionValues } from '../rows/index.js';
import { Database } from './database.js';
import { unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';

/** Stores sessions and links beside the programs. */
export class PostgresSessionStore implements SessionStore {
  readonly #database: Database;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  create(session: StoredSession, now: number): Promise<Result<void, RepositoryUnavailable>> {
    const values = sessionValues(session);
    return this.#try(async () => {
      await this.#removeExpired(now);
      await this.#database.run('createSession', values);
    });
  }

  find(sha256: string, now: number): Promise<Result<StoredSession | undefined, RepositoryUnavailable>> {
    return this.#try(async () => first(await this.#database.run('findSession', [sha256, now]), sessionOf));
  }

  extend(sha256: string, idleExpires: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#try(async () => {
      await this.#database.run('extendSession', [sha256, idleExpires]);
    });
  }

  remove(sha256: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#try(async () => {
      await this.#database.run('removeSession', [sha256]);
    });
  }

  createLink(
    { sha256, grant, expires }: StoredLink,
    now: number,
  ): Promise<Result<void, RepositoryUnavailable>> {
    const json = grantAsJson(grant);
    return this.#try(async () => {
      await this.#removeExpired(now);
      await this.#database.run('createLink', [sha256, json, expires]);
    });
  }

  takeLink(sha256: string, now: number): Promise<Result<Grant | undefined, RepositoryUnavailable>> {
    return this.#try(async () => first(await this.#database.run('takeLink', [sha256, now]), grantOf));
  }

  async #removeExpired(now: number): Promise<void> {
    await this.#database.run('removeExpiredSessions', [now]);
    await this.#database.run('removeExpiredLinks', [now]);
  }

  async #try<T>(work: () => Promise<T>): Promise<Result<T, RepositoryUnavailable>> {
    try {
      return ok(await work());
    } catch (cause) {
      return unavailable(cause);
    }
  }
}

const first = <T>([row]: readonly Row[], read: (row: Row) => T): T | undefined =>
  row === undefined ? undefined : read(row);
