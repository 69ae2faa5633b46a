import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { Grant, SessionStore, StoredLink, StoredSession } from '@loyalty-programs/core/access';
import { clone } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** Stores sessions and links in the memory of this process. */
export class InMemorySessionStore implements SessionStore {
  readonly #sessions = new Map<string, StoredSession>();
  readonly #links = new Map<string, StoredLink>();
  #down = false;

  /** Makes every call fail, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  create(session: StoredSession, now: number): Promise<Result<void, RepositoryUnavailable>> {
    const created = clone(session);
    return this.#answer(() => {
      this.#removeExpired(now);
      this.#sessions.set(created.sha256, created);
    });
  }

  find(sha256: string, now: number): Promise<Result<StoredSession | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      const session = this.#sessions.get(sha256);
      return session === undefined || session.idleExpires <= now ? undefined : clone(session);
    });
  }

  extend(sha256: string, idleExpires: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      const session = this.#sessions.get(sha256);
      if (session === undefined || session.idleExpires >= idleExpires) return;
      this.#sessions.set(sha256, { ...session, idleExpires: Math.min(session.expires, idleExpires) });
    });
  }

  remove(sha256: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      this.#sessions.delete(sha256);
    });
  }

  createLink(link: StoredLink, now: number): Promise<Result<void, RepositoryUnavailable>> {
    const created = clone(link);
    return this.#answer(() => {
      this.#removeExpired(now);
      this.#links.set(created.sha256, created);
    });
  }

  takeLink(sha256: string, now: number): Promise<Result<Grant | undefined, RepositoryUnavailable>> {
    return this.#answer(() => {
      const link = this.#links.get(sha256);
      this.#links.delete(sha256);
      return link === undefined || link.expires <= now ? undefined : clone(link.grant);
    });
  }

  #removeExpired(now: number): void {
    for (const { sha256, idleExpires } of this.#sessions.values()) {
      if (idleExpires <= now) this.#sessions.delete(sha256);
    }
    for (const { sha256, expires } of this.#links.values()) if (expires <= now) this.#links.delete(sha256);
  }

  async #answer<T>(answer: () => T): Promise<Result<T, RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down
      ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' })
      : ok(answer());
  }
}
