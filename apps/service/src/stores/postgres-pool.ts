import type { MigrationClient, MigrationPool, Queryable } from '@loyalty-programs/adapters-sql/postgres';
import { Client, type ClientConfig, Pool } from 'pg';
import type { PostgresSettings } from '../config/store-settings.js';
import { hasCode, reasonOf } from '../errors.js';

/** How long, in milliseconds, to wait for a connection. */
const CONNECTION_TIMEOUT = 5000;

/** The parts of `queryTimeout` after which the server gives up by itself, first a lock, then the statement. */
const LOCK_PART = 0.5;

const STATEMENT_PART = 0.9;

/**
 * How the service connects to a host. An answer is waited for `queryTimeout` milliseconds; the server gives up
 * before, so that no abandoned statement goes on there, and reports that it did nothing. A value in the URL goes first.
 */
const connectionTo = (url: string, queryTimeout: number): ClientConfig => ({
  connectionString: url,
  application_name: 'loyalty-programs',
  connectionTimeoutMillis: CONNECTION_TIMEOUT,
  query_timeout: queryTimeout,
  statement_timeout: queryTimeout * STATEMENT_PART,
  lock_timeout: queryTimeout * LOCK_PART,
  keepAlive: true,
});

/** The same for a pooler that takes no time-outs; the role has to set them on the server. */
const withoutServerTimeouts = (config: ClientConfig): ClientConfig => ({
  ...config,
  statement_timeout: false,
  lock_timeout: 0,
});

/** What an operator should know about the connections. */
type ReportConnection = (message: string) => void;

/** Connections can't be made to any host, or to none that takes changes. Nothing was sent. */
class NoHost extends Error {
  readonly syscall = 'connect';
}

const WRITABLE = `SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AS is_writable`;

/** Connects once. Returns whether the host takes changes. */
const isWritable = async (config: ClientConfig): Promise<boolean> => {
  const client = new Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ is_writable: boolean }>(WRITABLE);
    return rows[0]?.is_writable === true;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const isRefusedByPooler = (error: unknown): boolean =>
  /unsupported startup parameter/iu.test(reasonOf(error));

interface Host {
  readonly config: ClientConfig;
  readonly isWritable: boolean;
}

const tryHost = async (config: ClientConfig, report: ReportConnection): Promise<Host> => {
  try {
    return { config, isWritable: await isWritable(config) };
  } catch (error) {
    if (!isRefusedByPooler(error)) throw error;
    const plain = withoutServerTimeouts(config);
    const host = { config: plain, isWritable: await isWritable(plain) };
    report(
      'the pooler passes no time-outs on: set them on the server, with ALTER ROLE … SET statement_timeout and lock_timeout',
    );
    return host;
  }
};

/** The first host of the settings that can be used, in their order. Rejects with the reasons of all of them. */
export const chooseHost = async (
  { urls, needsWritableHost }: PostgresSettings,
  queryTimeout: number,
  report: ReportConnection = () => undefined,
): Promise<ClientConfig> => {
  const reasons: string[] = [];
  for (const url of urls) {
    try {
      const host = await tryHost(connectionTo(url, queryTimeout), report);
      if (host.isWritable || !needsWritableHost) return host.config;
      reasons.push(`${new URL(url).host} takes no changes`);
    } catch (error) {
      if (urls.length === 1) throw error;
      reasons.push(`${new URL(url).host}: ${reasonOf(error)}`);
    }
  }
  throw new NoHost(reasons.join('; '));
};

/** A pool of connections to the host that is in charge. */
export interface HostPool extends Queryable, MigrationPool {
  end(): Promise<void>;
}

interface HostPoolOptions {
  /** The host to connect to. Called again when there is doubt whether it is still the right one. */
  readonly chooseHost: () => Promise<ClientConfig>;
  readonly poolSize: number;
  /** An idle connection broke. */
  readonly onLost: (reason: string) => void;
}

/** Errors after which another host may be in charge. */
const mayHaveMoved = (error: unknown): boolean =>
  ['25006', '57P01', '57P02', '57P03', '08006', '08P01', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].some((code) =>
    hasCode(error, code),
  ) || /connection terminated|query read timeout/iu.test(reasonOf(error));

/**
 * A pool that follows the host in charge. After an error that a failover may have caused, the hosts are checked
 * again, once for all calls; where another one is in charge the pool of the old one is closed. A call that has failed
 * is not repeated: its outcome may be open.
 */
export const openHostPool = async ({ chooseHost, poolSize, onLost }: HostPoolOptions): Promise<HostPool> => {
  const poolOn = (config: ClientConfig): Pool => {
    const pool = new Pool({ ...config, max: poolSize });
    // Only the message of the error is reported: the error holds the connection, and that the password.
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
