export { configure } from './configure.js';
export { type Migrated, type SchemaTooNew, migrate } from './schema/migrate.js';
export type { SqliteDatabase, SqliteOptions, SqliteStatement } from './sqlite-database.js';
export { SqliteInstallations } from './sqlite-installations.js';
export { SqliteLoyaltyProgramRepository } from './sqlite-loyalty-program-repository.js';
export { SqliteSiteDirectory } from './sqlite-site-directory.js';
