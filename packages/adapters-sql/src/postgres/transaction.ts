import { borrow } from './borrow.js';
import { inTurn } from './client-queue.js';
import type { Database } from './database.js';
import { hasSqlState, isLostPreparedStatement, isWorthRepeating, NotCommitted } from './failure.js';
import type { Queryable } from './options.js';

interface PooledConnection extends Queryable {
  /** `true` closes the connection. */
  release(destroy?: boolean): void;
}

interface ConnectionPool extends Queryable {
  connect(): Promise<PooledConnection>;
}

/** A client of `pg` has a `connect` too; it is known by the process that serves it. */
const isPool = (queryable: Queryable): queryable is ConnectionPool =>
  'connect' in queryable && !('release' in queryable) && !('processID' in queryable);

/** Runs statements on the connection of a transaction. */
type Work<T> = (connection: Queryable) => Promise<T>;

const control = (connection: Queryable, text: string) => connection.query({ text, values: [] });

/** Begins and commits. Calls `markUsable` if the connection is outside a transaction again. */
const inOwnTransaction = async <T>(
  connection: Queryable,
  work: Work<T>,
  markUsable: () => void = () => undefined,
): Promise<T> => {
  let done: T;
  try {
    await control(connection, 'BEGIN');
    done = await work(connection);
  } catch (error) {
    await control(connection, 'ROLLBACK').then(markUsable, () => undefined);
    throw new NotCommitted(error);
  }
  await control(connection, 'COMMIT');
  markUsable();
  return done;
};

const NO_TRANSACTION = '25P01';

/** As a part of the transaction that the host has open on its client, or in one of our own. */
const onClient = async <T>(client: Queryable, work: Work<T>): Promise<T> => {
  try {
    await control(client, 'SAVEPOINT loyalty');
  } catch (error) {
    if (!hasSqlState(error, NO_TRANSACTION)) throw error;
    return inOwnTransaction(client, work);
  }
  try {
    const done = await work(client);
    await control(client, 'RELEASE SAVEPOINT loyalty');
    return done;
  } catch (error) {
    await control(client, 'ROLLBACK TO SAVEPOINT loyalty').catch(() => undefined);
    throw error;
  }
};

const ATTEMPTS = 5;

const isWorthAnother = (error: unknown): boolean =>
  error instanceof NotCommitted && (isWorthRepeating(error.cause) || isLostPreparedStatement(error.cause));

/**
 * Runs several statements in one transaction, again where the server gave it up for the sake of others. Rejects with
 * the error of the driver or `NotCommitted`.
 */
export const inTransaction = async <T>({ queryable }: Database, work: Work<T>): Promise<T> => {
  if (!isPool(queryable)) return inTurn(queryable, () => onClient(queryable, work));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await borrow(queryable, (connection, markUsable) =>
        inOwnTransaction(connection, work, markUsable),
      );
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthAnother(error)) throw error;
    }
  }
};
