import type { ClientConfig } from 'pg';

/** How long, in milliseconds, to wait for a connection. */
const CONNECTION_TIMEOUT = 5000;

/** The parts of `queryTimeout` after which the server gives up by itself, first a lock, then the statement. */
const LOCK_PART = 0.5;
const STATEMENT_PART = 0.9;

/**
 * How the service connects to a host. An answer is waited for `queryTimeout` milliseconds; the server gives up
 * before, so that nothing goes on there for nobody, and says that it did nothing. A value in the URL goes first.
 */
export const connectionTo = (url: string, queryTimeout: number): ClientConfig => ({
  connectionString: url,
  application_name: 'loyalty-programs',
  connectionTimeoutMillis: CONNECTION_TIMEOUT,
  query_timeout: queryTimeout,
  statement_timeout: queryTimeout * STATEMENT_PART,
  lock_timeout: queryTimeout * LOCK_PART,
  keepAlive: true,
});

/** The same for a pooler that takes no time-outs; the role has to set them on the server. */
export const withoutServerTimeouts = (config: ClientConfig): ClientConfig => ({
  ...config,
  statement_timeout: false,
  lock_timeout: 0,
});
