import type { MigrationClient, MigrationPool, Queryable } from '@loyalty-programs/adapters-sql/postgres';
import { type ClientConfig, Pool } from 'pg';
import { hasCode, reasonOf } from '../reason.js';

/** A pool of connections to the host that is in charge. */
export interface HostPool extends Queryable, MigrationPool {
  end(): Promise<void>;
}

interface HostPoolOptions {
  /** The host to connect to. Called again when there is doubt whether it is still the right one. */
  readonly chooseHost: () => Promise<ClientConfig>;
  readonly poolSize: number;
  /** A connection that nobody used broke. */
  readonly onLost: (reason: string) => void;
}

/** Errors after which another host may be in charge. */
const mayHaveMoved = (error: unknown): boolean =>
  ['25006', '57P01', '57P02', '57P03', '08006', '08P01', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].some((code) =>
    hasCode(error, code),
  ) || /connection terminated|query read timeout/iu.test(reasonOf(error));

/**
 * A pool that follows the host in charge. After an error that a failover could be the reason of, the hosts are asked
 * again, once for all calls; where another one is in charge the pool of the old one is closed. A call that has failed
 * is not repeated: its outcome may be open.
 */
export const openHostPool = async ({ chooseHost, poolSize, onLost }: HostPoolOptions): Promise<HostPool> => {
  const poolOn = (config: ClientConfig): Pool => {
    const pool = new Pool({ ...config, max: poolSize });
    // Of the error only its message is told: it holds the connection, and that the password.
    pool.on('error', (error) => {
      onLost(reasonOf(error));
    });
    return pool;
  };
  let config = await chooseHost();
  let pool = poolOn(config);
  let choosing: Promise<void> | undefined;

  const chooseAgain = async (): Promise<void> => {
    try {
      const next = await chooseHost();
      if (next.connectionString !== config.connectionString) {
        const left = pool;
        config = next;
        pool = poolOn(next);
        await left.end();
      }
    } catch (error) {
      onLost(reasonOf(error));
    } finally {
      choosing = undefined;
    }
  };
  const watched = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (mayHaveMoved(error)) choosing ??= chooseAgain();
      throw error;
    }
  };
  return {
    query: (statement) => watched(pool.query(statement)),
    connect: (): Promise<MigrationClient> => watched(pool.connect()),
    end: async () => {
      await choosing;
      await pool.end();
    },
  };
};
