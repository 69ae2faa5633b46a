export {
  type BorrowedClient,
  type ClientPool,
  PostgresConsumerStore,
  type PostgresConsumerStoreOptions,
} from './postgres-consumer-store.js';
export { PostgresInstallations } from './postgres-installations.js';
export { PostgresKeyStore } from './postgres-key-store.js';
export { PostgresLoyaltyProgramRepository } from './postgres-loyalty-program-repository.js';
export { PARTITIONS, partitionOf } from './partition.js';
export { PostgresProgramEventFeed } from './postgres-program-event-feed.js';
export { PostgresSessionStore } from './postgres-session-store.js';
export { PostgresSiteDirectory } from './postgres-site-directory.js';
export type {
  NamedStatement,
  PostgresOptions,
  PostgresWarning,
  PreparedStatementsLost,
  Queryable,
} from './options.js';
export type { UnreadableEvent } from '../rows/index.js';
export {
  type DatabaseUnfit,
  migrate,
  type Migrated,
  type MigrationClient,
  type MigrationPool,
  plannedMigration,
  type SchemaTooNew,
} from './schema/migrate.js';
export { type DatabaseAccess, checkDatabase } from './schema/check-database.js';
