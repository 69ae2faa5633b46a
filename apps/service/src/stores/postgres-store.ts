import {
  type DatabaseUnfit,
  type PostgresWarning,
  checkDatabase,
  migrate,
} from '@loyalty-programs/adapters-sql/postgres';
import { postgresModule } from '@loyalty-programs/container/postgres';
import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { Logger } from 'pino';
import { type ConfigError, configError, reasonOf } from '../errors.js';
import type { PostgresSettings } from '../config/store-settings.js';
import { migrationFailure, type Store } from './store.js';
import { chooseHost, type HostPool, openHostPool } from './postgres-pool.js';

/** How long, in milliseconds, to wait for the answer to a statement. */
const QUERY_TIMEOUT = 10_000;

/** How long, in milliseconds, a check of readiness holds. */
const CHECK_LIFETIME = 1000;

const logWarning =
  (logger: Logger) =>
  (warning: PostgresWarning): void => {
    const { type, cause, ...details } = warning;
    logger.warn(
      { type, reason: reasonOf(cause), ...details },
      type === 'PreparedStatementsLost'
        ? 'the pooler does not track prepared statements: set PREPARED_STATEMENTS=off'
        : 'the feed sets aside an event that cannot be read',
    );
  };

type Check = () => Promise<Result<void, DatabaseUnfit | RepositoryUnavailable>>;

/** Whether the last check was good; probes at the same time share one. What is wrong is logged when it changes. */
const readiness = (check: Check, logger: Logger): (() => Promise<boolean>) => {
  let last: Promise<boolean> | undefined;
  let reason: string | undefined;
  const isReady = async (): Promise<boolean> => {
    const checked = await check();
    const now = checked.match(
      () => undefined,
      (failure) => migrationFailure('DATABASE_URL', failure).message,
    );
    if (now !== undefined && now !== reason) logger.error({ reason: now }, 'not ready');
    reason = now;
    return now === undefined;
  };
  return () => {
    if (last === undefined) {
      last = isReady();
      setTimeout(() => {
        last = undefined;
      }, CHECK_LIFETIME).unref();
    }
    return last;
  };
};

const opened = async (
  pool: HostPool,
  { schema: chosen, preparedStatements, isSharded }: PostgresSettings,
  logger: Logger,
): Promise<Result<Store, ConfigError>> => {
  const migrated = await migrate(pool, { schema: chosen, sharded: isSharded });
  if (migrated.isErr()) return err(migrationFailure('DATABASE_URL', migrated.error));
  const { from, schema } = migrated.value;
  const check: Check = () => checkDatabase(pool, { schema });
  const checked = await check();
  if (checked.isErr()) return err(migrationFailure('DATABASE_URL', checked.error));
  const onWarning = logWarning(logger);
  return ok({
    module: postgresModule(pool, { schema, preparedStatements, sharded: isSharded, onWarning }),
    isNew: from === 0,
    isReady: readiness(check, logger),
    close: () => pool.end(),
  });
};

/** Opens the programs on a PostgreSQL server; makes the tables where they are missing. */
export const openPostgresStore = async (
  settings: PostgresSettings,
  logger: Logger,
): Promise<Result<Store, ConfigError>> => {
  const reported = new Set<string>();
  const report = (message: string): void => {
    if (!reported.has(message)) logger.warn(message);
    reported.add(message);
  };
  try {
    const pool = await openHostPool({
      chooseHost: () => chooseHost(settings, QUERY_TIMEOUT, report),
      poolSize: settings.poolSize,
      // An idle connection that breaks is replaced by the pool.
      onLost: (reason) => {
        logger.warn({ reason }, 'database connection lost');
      },
    });
    const store = await opened(pool, settings, logger);
    if (store.isErr()) await pool.end();
    return store;
  } catch (error) {
    return err(configError(`DATABASE_URL can't be used: ${reasonOf(error)}`));
  }
};
