import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { Result } from 'neverthrow';

/** A call that the database did not carry out. */
export interface SqliteFailure {
  readonly cause: unknown;
  /** Certainly nothing was changed. */
  readonly notDone?: true;
}

/** What a port says of a failure. */
export const asUnavailable = ({ cause, notDone }: SqliteFailure): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause,
  ...(notDone && { notDone }),
});

/** Primary result codes of SQLite. */
const CODES = { BUSY: 5, READONLY: 8, FULL: 13, CONSTRAINT: 19 } as const;

const isOf = (name: keyof typeof CODES, error: unknown): error is Error => {
  if (!(error instanceof Error)) return false;
  // `node:sqlite` and `@photostructure/sqlite` report a number, `libsql` and `better-sqlite3` a name.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode % 256 === CODES[name];
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return error.code === `SQLITE_${name}` || error.code.startsWith(`SQLITE_${name}_`);
};

/** Another connection holds a lock. Some drivers report this without a code when a query meets it. */
export const isBusy = (error: unknown): boolean =>
  isOf('BUSY', error) || (error instanceof Error && error.message === 'database is locked');

/**
 * A `COMMIT` that failed like this left nothing behind. Others may have: after a failed flush, what was written
 * can still be found on the disk.
 */
export const isCertainlyUncommitted = (error: unknown): boolean =>
  isBusy(error) || isOf('FULL', error) || isOf('READONLY', error) || isOf('CONSTRAINT', error);

/** A transaction was begun inside another one. */
export const isNestedTransaction = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('within a transaction');

/**
 * Why the database itself refused the values, for a person to read; `undefined` where it did not. The driver's message
 * names a constraint, which callers must not see.
 */
export const refusalOf = (error: unknown): string | undefined =>
  isOf('CONSTRAINT', error) ? 'the database does not accept these values' : undefined;

/** How long, in milliseconds, a call retries by default while another connection holds the lock. */
export const LOCK_TIMEOUT = 5000;

/** The longest pause between two attempts, in milliseconds. */
const MAX_PAUSE = 25;

/** How long, in milliseconds, calls that had waited may run before others get a turn of the event loop. */
const MAX_BLOCK = 10;

type Attempt<T, E> = Result<T, E & { readonly isLocked?: true }>;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const retryUntil = async <T, E>(attempt: () => Attempt<T, E>, deadline: number): Promise<Result<T, E>> => {
  for (let wait = 1; ; wait = Math.min(2 * wait, MAX_PAUSE)) {
    const result = attempt();
    if (result.isOk() || result.error.isLocked !== true) return result;
    const left = deadline - performance.now();
    if (left <= 0) return result;
    await pause(Math.min(wait, left));
  }
};

/** Attempts something again, after short pauses, until no lock is in its way or the time is over. */
export const retry = <T, E>(attempt: () => Attempt<T, E>, timeout: number): Promise<Result<T, E>> =>
  retryUntil(attempt, performance.now() + timeout);

/** Calls that wait for the same lock, one behind the other. */
export class RetryQueue {
  #size = 0;
  #last: Promise<unknown> = Promise.resolve();
  #turn = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Attempts something when its turn has come; its time runs from now on. */
  async retry<T, E>(attempt: () => Attempt<T, E>, timeout: number): Promise<Result<T, E>> {
    const deadline = performance.now() + timeout;
    this.#size += 1;
    const result = this.#last.then(async () => {
      await this.#yield();
      return retryUntil(attempt, deadline);
    });
    this.#last = result;
    try {
      return await result;
    } finally {
      this.#size -= 1;
    }
  }

  async #yield(): Promise<void> {
    if (performance.now() - this.#turn < MAX_BLOCK) return;
    await pause(0);
    this.#turn = performance.now();
  }
}
