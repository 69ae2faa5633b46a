import type { ClientConfig } from 'pg';

/** How long, in milliseconds, to wait for a connection. */
const CONNECTION_TIMEOUT = 5000;

/** How the service connects to a database. A statement is waited for so many milliseconds. */
export const connectionTo = (databaseUrl: string, queryTimeout: number): ClientConfig => ({
  connectionString: databaseUrl,
  application_name: 'loyalty-programs',
  connectionTimeoutMillis: CONNECTION_TIMEOUT,
  query_timeout: queryTimeout,
  keepAlive: true,
});
