import type { Queryable } from './options.js';

// A client of a host runs the statements of all its callers in turn. What others do between the statements of a
// transaction of ours would be a part of it, and undone with it after they have been told that it is done.

/** The end of the last transaction of ours on a client. */
const transactions = new WeakMap<Queryable, Promise<void>>();

/** Waits until no transaction of ours is under way on a client. */
export const untilFree = async (client: Queryable): Promise<void> => {
  for (let last = transactions.get(client); last !== undefined; last = transactions.get(client)) await last;
};

/** Runs a transaction on a client when those before it have ended. */
export const inTurn = async <T>(client: Queryable, transaction: () => Promise<T>): Promise<T> => {
  const before = transactions.get(client);
  const running = (async () => {
    await before;
    return transaction();
  })();
  const forget = (): void => {
    if (transactions.get(client) === end) transactions.delete(client);
  };
  const end: Promise<void> = running.then(forget, forget);
  transactions.set(client, end);
  return running;
};
