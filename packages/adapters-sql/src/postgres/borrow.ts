/** A connection that a pool has lent. */
interface Borrowed {
  /** `true` closes the connection. */
  release(destroy?: boolean): void;
}

/** The events of a client of `pg`; other clients need not have any. */
interface ErrorEvents {
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
}

const hasErrorEvents = (connection: object): connection is ErrorEvents =>
  'on' in connection &&
  typeof connection.on === 'function' &&
  'off' in connection &&
  typeof connection.off === 'function';

const ignore = (): void => undefined;

/**
 * Borrows a connection of a pool for some work. The pool gets it back if the work has called `markUsable`; otherwise it
 * is closed.
 *
 * A pool does not listen to a connection that it has lent, so one that breaks between two statements would end the
 * process. Here it does not: the next statement fails.
 */
export const borrow = async <Connection extends Borrowed, T>(
  pool: { connect(): Promise<Connection> },
  work: (connection: Connection, markUsable: () => void) => Promise<T>,
): Promise<T> => {
  const connection = await pool.connect();
  const events = hasErrorEvents(connection) ? connection : undefined;
  let isUsable = false;
  events?.on('error', ignore);
  try {
    return await work(connection, () => {
      isUsable = true;
    });
  } finally {
    events?.off('error', ignore);
    connection.release(!isUsable);
  }
};
