import { PostgresConsumerStore } from '@loyalty-programs/adapters-sql/postgres';
import { describeConsumerStore } from '@loyalty-programs/contract-tests/vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import type { PoolClient } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDatabase } from './support/temporary-database.js';

const leased = async (options = {}) => {
  const { pool, dispose } = await temporaryDatabase();
  onTestFinished(dispose);
  await pool.query('CREATE TABLE done (event int)');
  const store = new PostgresConsumerStore<PoolClient>(pool, options);
  const request = { consumer: 'mail', instance: 'one', partitions: 1, now: 0, until: 1000 };
  const [lease] = (await store.renew(request))._unsafeUnwrap().leases;
  if (lease === undefined) throw new Error('no lease');
  const done = async () => (await pool.query('SELECT event FROM done')).rowCount;
  const cursor = async () => (await store.state('mail'))._unsafeUnwrap().partitions[0]?.cursor;
  /** Ends the connection at the server, and waits until the client has noticed. */
  const cut = async (client: PoolClient) => {
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
  };
  return { store, lease, done, cursor, cut, request };
};

const theError = <E>(error: E): E => error;

const none = (): undefined => undefined;

const progress = { cursor: 'a', held: [], passed: [], released: [] };

const insert = (event: number) => (client: PoolClient) =>
  client.query('INSERT INTO done VALUES ($1)', [event]);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.skipIf(!postgresAvailable)('Consumers', () => {
  describeConsumerStore('on PostgreSQL', async () => {
    const { pool, dispose } = await temporaryDatabase();
    return {
      store: new PostgresConsumerStore<PoolClient>(pool),
      breakConnection: async () => {
        await pool.query(
          'DROP TABLE loyalty_consumer_instances, loyalty_consumer_partitions, loyalty_consumer_sites',
        );
      },
      dispose,
    };
  });

  test('a transaction commits the steps together with the progress', async () => {
    const { store, lease, done, cursor } = await leased();
    (await store.transact(lease, [insert(1), insert(2)], progress))._unsafeUnwrap();
    expect([await done(), await cursor()]).toEqual([2, 'a']);
  });

  test('a connection that breaks during a step fails the transaction, and not the process', async () => {
    const { store, lease, done, cursor, cut } = await leased();
    const failed = (await store.transact(lease, [insert(1), cut], progress)).match(none, theError);
    expect(failed).toMatchObject({ type: 'RepositoryUnavailable', notDone: true });
    expect([await done(), await cursor()]).toEqual([0, null]);
  });

  test('a transaction undoes everything when a step fails, and names the step', async () => {
    const { store, lease, done, cursor } = await leased();
    const boom = new Error('boom');
    const steps = [insert(1), () => Promise.reject(boom), insert(2)];
    const failed = (await store.transact(lease, steps, progress)).match(none, theError);
    expect(failed).toEqual({ type: 'StepFailed', step: 1, cause: boom });
    expect([await done(), await cursor()]).toEqual([0, null]);
  });

  test('a transaction counts as failed when a step hides the error of a statement', async () => {
    const { store, lease, done, cursor } = await leased();
    const hiding = (client: PoolClient) => client.query('SELECT 1 / 0').catch(() => undefined);
    const failed = (await store.transact(lease, [insert(1), hiding], progress)).match(none, theError);
    expect(failed).toMatchObject({ type: 'StepFailed', step: 1 });
    expect([await done(), await cursor()]).toEqual([0, null]);
  });

  test('a transaction undoes everything under a lost lease', async () => {
    const { store, lease, done, cursor, request } = await leased();
    const taking = async (client: PoolClient) => {
      await insert(1)(client);
      (await store.renew({ ...request, instance: 'two', now: 1000, until: 2000 }))._unsafeUnwrap();
    };
    const late = (await store.transact(lease, [taking], progress)).match(none, theError);
    expect(late?.type).toBe('LeaseLost');
    expect([await done(), await cursor()]).toEqual([0, null]);
  });

  test('the server ends a transaction that stops between two statements', async () => {
    const { store, lease, done, cursor } = await leased({ idleTimeout: 100 });
    const stopping = async (client: PoolClient) => {
      client.on('error', () => undefined);
      await insert(1)(client);
      await pause(1500);
    };
    const ended = (await store.transact(lease, [stopping], progress)).match(none, theError);
    expect(ended?.type).toBe('RepositoryUnavailable');
    expect([await done(), await cursor()]).toEqual([0, null]);
  });
});
