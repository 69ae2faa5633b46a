import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { KeyExists, KeyPage, KeyStore, StoredKey } from '@loyalty-programs/core/access';
import { clone, compareCodePoints } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

const copyOf = (key: StoredKey | undefined): StoredKey | undefined =>
  key === undefined ? undefined : clone(key);

/** Stores keys in the memory of this process. */
export class InMemoryKeyStore implements KeyStore {
  readonly #keys = new Map<string, StoredKey>();
  #down = false;

  /** Makes every call fail, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  create(key: StoredKey): Promise<Result<void, KeyExists | RepositoryUnavailable>> {
    const created = clone(key);
    return this.#answer((): Result<undefined, KeyExists> => {
      const isTaken = [...this.#keys.values()].some(
        ({ id, sha256, actor }) => id === created.id || sha256 === created.sha256 || actor === created.actor,
      );
      if (isTaken) return err({ type: 'KeyExists' });
      this.#keys.set(created.id, created);
      return ok(undefined);
    });
  }

  find(sha256: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return this.#answer(() => ok(copyOf([...this.#keys.values()].find((key) => key.sha256 === sha256))));
  }

  get(id: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>> {
    return this.#answer(() => ok(copyOf(this.#keys.get(id))));
  }

  list({ after, limit }: KeyPage): Promise<Result<readonly StoredKey[], RepositoryUnavailable>> {
    return this.#answer(() =>
      ok(
        [...this.#keys.values()]
          .filter(({ actor }) => after === undefined || compareCodePoints(actor, after) > 0)
          .sort((a, b) => compareCodePoints(a.actor, b.actor))
          .slice(0, limit)
          .map(clone),
      ),
    );
  }

  revoke(id: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      this.#keys.delete(id);
      return ok(undefined);
    });
  }

  noteUse(id: string, time: number): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      const key = this.#keys.get(id);
      if (key !== undefined && (key.lastUsed ?? time) <= time) this.#keys.set(id, { ...key, lastUsed: time });
      return ok(undefined);
    });
  }

  async #answer<T, E = never>(answer: () => Result<T, E>): Promise<Result<T, E | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' }) : answer();
  }
}
