import { SqliteConsumerStore } from '@loyalty-programs/adapters-sql/sqlite';
import { uniqueSiteId } from '@loyalty-programs/contract-tests';
import { describeConsumerStore } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDatabase } from './support/temporary-database.js';

describeConsumerStore('on SQLite', () => {
  const { database, dispose } = temporaryDatabase();
  return {
    store: new SqliteConsumerStore(database),
    breakConnection: () => {
      for (const table of ['instances', 'partitions', 'sites']) {
        database.exec(`DROP TABLE loyalty_consumer_${table}`);
      }
    },
    dispose,
  };
});

const leased = async () => {
  const { database, dispose } = temporaryDatabase();
  onTestFinished(dispose);
  database.exec('CREATE TABLE done (event INTEGER)');
  const store = new SqliteConsumerStore(database);
  const request = { consumer: 'mail', instance: 'one', partitions: 1, now: 0, until: 1000 };
  const [lease] = (await store.renew(request))._unsafeUnwrap().leases;
  if (lease === undefined) throw new Error('no lease');
  const done = (): readonly unknown[] => database.prepare('SELECT event FROM done').all();
  const cursor = async () => (await store.state('mail'))._unsafeUnwrap().partitions[0]?.cursor;
  return { database, store, lease, done, cursor, request };
};

const theError = <E>(error: E): E => error;

const none = (): undefined => undefined;

const progress = { cursor: 'a', held: [], passed: [], released: [] };

const insert =
  (event: number) =>
  (client: { exec(sql: string): unknown }): void => {
    client.exec(`INSERT INTO done VALUES (${event})`);
  };

describe('a transaction on SQLite', () => {
  test('commits the steps together with the progress', async () => {
    const { store, lease, done, cursor } = await leased();
    (await store.transact(lease, [insert(1), insert(2)], progress))._unsafeUnwrap();
    expect([done().length, await cursor()]).toEqual([2, 'a']);
  });

  test('undoes everything when a step fails, and names the step', async () => {
    const { store, lease, done, cursor } = await leased();
    const boom = new Error('boom');
    const failing = () => {
      throw boom;
    };
    const failed = (await store.transact(lease, [insert(1), failing, insert(2)], progress)).match(
      none,
      theError,
    );
    expect(failed).toEqual({ type: 'StepFailed', step: 1, cause: boom });
    expect([done().length, await cursor()]).toEqual([0, null]);
  });

  test('undoes everything under a lost lease', async () => {
    const { store, lease, done, request } = await leased();
    (await store.renew({ ...request, instance: 'two', now: 1000, until: 2000 }))._unsafeUnwrap();
    const late = (
      await store.transact(lease, [insert(1)], { ...progress, released: [uniqueSiteId()] })
    ).match(none, theError);
    expect(late?.type).toBe('LeaseLost');
    expect(done()).toEqual([]);
  });

  test('refuses a step that takes time', async () => {
    const { store, lease, done } = await leased();
    const slow = async (client: { exec(sql: string): unknown }) => {
      insert(1)(client);
      await Promise.reject(new Error('late'));
    };
    const failed = (await store.transact(lease, [slow], progress)).match(none, theError);
    expect(failed).toMatchObject({ type: 'StepFailed', step: 0, cause: { name: 'TypeError' } });
    expect(done()).toEqual([]);
  });
});
