export type { UnreadableEvent } from '../rows/index.js';
export {
  configure,
  type SqliteDatabase,
  type SqliteOptions,
  type SqliteStatement,
} from './sqlite-database.js';
export { type Migrated, type SchemaTooNew, migrate, plannedMigration } from './schema/migrate.js';
export { SqliteConsumerStore } from './sqlite-consumer-store.js';
export { SqliteInstallations } from './sqlite-installations.js';
export { SqliteKeyStore } from './sqlite-key-store.js';
export { SqliteLoyaltyProgramRepository } from './sqlite-loyalty-program-repository.js';
export { SqliteSessionStore } from './sqlite-session-store.js';
export { SqliteSiteDirectory } from './sqlite-site-directory.js';
