export { PostgresInstallations } from './postgres-installations.js';
export { PostgresLoyaltyProgramRepository } from './postgres-loyalty-program-repository.js';
export { PostgresProgramEventFeed } from './postgres-program-event-feed.js';
export { PostgresSiteDirectory } from './postgres-site-directory.js';
export type { PostgresOptions } from './options.js';
export type { PostgresWarning, PreparedStatementsLost, UnreadableEvent } from './warning.js';
export type { NamedStatement, Queryable } from './queryable.js';
export {
  type Migrated,
  type MigrationClient,
  type MigrationPool,
  type SchemaTooNew,
  migrate,
} from './schema/migrate.js';
export { type DatabaseAccess, checkDatabase } from './schema/check-database.js';
export type { DatabaseUnfit } from './schema/database-unfit.js';
