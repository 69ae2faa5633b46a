import { FeedSignals, isRecord } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import type { Row, Value } from '../rows/index.js';
import {
  isBusy,
  isCertainlyUncommitted,
  isNestedTransaction,
  retry,
  RetryQueue,
  type SqliteFailure,
} from './failure.js';
import type { SqliteDatabase, SqliteStatement } from './sqlite-database.js';
import { SQL, type StatementName, TAKE_WRITE_LOCK } from './statements.js';

/** A failed attempt; one that met a lock can be repeated. */
interface AttemptFailure extends SqliteFailure {
  readonly isLocked?: true;
}

type Attempt<T> = Result<T, AttemptFailure>;

const connections = new WeakMap<SqliteDatabase, Connection>();

/** What the adapters on one database share, so that none works on in a transaction that another left open. */
export const connectionTo = (database: SqliteDatabase): Connection => {
  const known = connections.get(database);
  if (known !== undefined) return known;
  const connection = new Connection(database);
  connections.set(database, connection);
  return connection;
};

/**
 * Runs transactions on a database such that no failure of a statement reaches a later call.
 *
 * Every lock is taken by `exec`, which finalizes its statement. A prepared statement that meets a lock stays in
 * progress in some drivers: then no savepoint opens, no transaction commits, and a lock may stay.
 */
export class Connection {
  /** Tells the readers of the feed, within this process. */
  readonly signals = new FeedSignals();
  readonly #database: SqliteDatabase;
  readonly #prepared = new Map<StatementName, SqliteStatement>();
  /** Prepared statements that met a lock, and how each is run again. */
  readonly #suspended = new Map<StatementName, () => unknown>();
  readonly #waiting = new RetryQueue();
  /** A transaction of ours may still be open. Nothing may happen in it, least of all be acknowledged. */
  #isStuck = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** The rows of a query. For the work of `read` and `write`. */
  all(name: StatementName, ...values: Value[]): readonly Row[] {
    return this.#step(name, (statement) => statement.all(...values)).filter(isRecord);
  }

  /** How many rows a statement changed. For the work of `write`. */
  run(name: StatementName, ...values: Value[]): number {
    return Number(this.#step(name, (statement) => statement.run(...values)).changes);
  }

  /** Throws if a statement still in progress would prevent every transaction from committing. */
  check(): void {
    this.#database.exec('SAVEPOINT loyalty_check; RELEASE loyalty_check');
  }

  /** A part of the work of `write` that is undone alone if it throws. Throws if it can't be undone alone. */
  part<T>(work: () => T): Result<T, SqliteFailure> {
    this.#database.exec('SAVEPOINT loyalty_part');
    try {
      const done = work();
      this.#database.exec('RELEASE loyalty_part');
      return ok(done);
    } catch (cause) {
      this.#database.exec('ROLLBACK TO loyalty_part; RELEASE loyalty_part');
      return err({ cause, notDone: true });
    }
  }

  /** Reads. Outside a transaction of the host, a lock is waited for. */
  async read<T>(work: () => T, lockTimeout: number): Promise<Result<T, SqliteFailure>> {
    const attempt = () => this.#tryToRead(work);
    const first = attempt();
    return isLocked(first) && this.#transaction() === 'none' ? retry(attempt, lockTimeout) : first;
  }

  /**
   * Does something wholly or not at all: as a transaction, or as a part of the one that the host has open. The
   * host's is joined before the caller goes on, or not at all; while it is open nothing is waited for.
   */
  async write<T>(work: () => T, lockTimeout: number): Promise<Result<T, SqliteFailure>> {
    if (this.#waiting.isEmpty || this.#transaction() === 'open') {
      const first = this.#tryToWrite(work);
      if (!isLocked(first)) return first;
    }
    return this.#waiting.retry(() => this.#tryToWriteAlone(work), lockTimeout);
  }

  #tryToRead<T>(work: () => T): Attempt<T> {
    if (!this.#isUsable()) return STUCK;
    try {
      return ok(work());
    } catch (cause) {
      return err({ cause, ...(isBusy(cause) && { isLocked: true }) });
    }
  }

  #tryToWrite<T>(work: () => T): Attempt<T> {
    if (!this.#isUsable()) return STUCK;
    if (!this.#resume())
      return err({
        cause: new Error('a statement is still waiting for a lock'),
        notDone: true,
        isLocked: true,
      });
    try {
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (cause) {
      const transaction = this.#transaction();
      if (transaction === 'open') return this.#join(work);
      return err({
        cause,
        notDone: true,
        ...(transaction === 'none' && isBusy(cause) && { isLocked: true }),
      });
    }
    return this.#transact(work);
  }

  /** The same for a call that has waited: a transaction that the host opened meanwhile is none of its own. */
  #tryToWriteAlone<T>(work: () => T): Attempt<T> {
    return this.#isUsable() && this.#transaction() === 'open'
      ? err({ cause: new Error('the host has a transaction open'), notDone: true, isLocked: true })
      : this.#tryToWrite(work);
  }

  #transact<T>(work: () => T): Attempt<T> {
    let done: T;
    try {
      done = work();
    } catch (cause) {
      return err({ cause, ...(this.#rollBack() && { notDone: true }) });
    }
    try {
      this.#database.exec('COMMIT');
      return ok(done);
    } catch (cause) {
      const isRolledBack = this.#rollBack();
      return err({ cause, ...(isRolledBack && isCertainlyUncommitted(cause) && { notDone: true }) });
    }
  }

  #join<T>(work: () => T): Attempt<T> {
    try {
      this.#database.exec('SAVEPOINT loyalty');
    } catch (cause) {
      return err({ cause, notDone: true });
    }
    try {
      this.#database.exec(TAKE_WRITE_LOCK);
      const done = work();
      this.#database.exec('RELEASE loyalty');
      return ok(done);
    } catch (cause) {
      return err({ cause, ...(this.#undo() && { notDone: true }) });
    }
  }

  /** Undoes what was done since the savepoint; `false` if it may still be there. */
  #undo(): boolean {
    try {
      this.#database.exec('ROLLBACK TO loyalty; RELEASE loyalty');
      return true;
    } catch {
      // A full disk, say, makes SQLite roll back the whole transaction by itself.
      return this.#transaction() === 'none';
    }
  }

  /** Ends our transaction; `false` if it may still be open. */
  #rollBack(): boolean {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite may have rolled back by itself; that is checked next.
    }
    this.#isStuck = this.#transaction() !== 'none';
    return !this.#isStuck;
  }

  #isUsable(): boolean {
    return !this.#isStuck || this.#rollBack();
  }

  /** Whether a transaction is open, by trying to begin one: properties of drivers can be wrong. */
  #transaction(): 'open' | 'none' | 'unknown' {
    try {
      this.#database.exec('BEGIN');
    } catch (error) {
      return isNestedTransaction(error) ? 'open' : 'unknown';
    }
    try {
      this.#database.exec('ROLLBACK');
      return 'none';
    } catch {
      this.#isStuck = true;
      return 'unknown';
    }
  }

  /** Runs the statements to their end that met a lock, without effect; `false` if a lock is still held. */
  #resume(): boolean {
    if (this.#suspended.size === 0 || this.#transaction() !== 'none') return true;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return !isBusy(error);
    }
    for (const again of [...this.#suspended.values()]) {
      try {
        again();
      } catch {
        // It has ended, which is all that matters, or is suspended again.
      }
    }
    return this.#rollBack() && this.#suspended.size === 0;
  }

  #step<T>(name: StatementName, step: (statement: SqliteStatement) => T): T {
    const again = () => this.#step(name, step);
    try {
      const done = step(this.#statement(name));
      this.#suspended.delete(name);
      return done;
    } catch (error) {
      if (isBusy(error)) this.#suspended.set(name, again);
      else this.#suspended.delete(name);
      throw error;
    }
  }

  #statement(name: StatementName): SqliteStatement {
    const prepared = this.#prepared.get(name);
    if (prepared !== undefined) return prepared;
    const statement = this.#database.prepare(SQL[name]);
    this.#prepared.set(name, statement);
    return statement;
  }
}

const STUCK = err({
  cause: new Error('a failed transaction could not be rolled back'),
  notDone: true as const,
});

const isLocked = <T>(attempt: Attempt<T>): boolean => attempt.isErr() && attempt.error.isLocked === true;
