import {
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  configure,
  migrate,
} from '@loyalty-programs/adapters-sql/sqlite';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { DatabaseSync } from '@photostructure/sqlite';

const database = new DatabaseSync(process.env['LOYALTY_FILE'] ?? ':memory:');
configure(database);
const migrated = migrate(database);
if (migrated.isErr()) throw new Error(migrated.error.type);

const { programs, installations } = createLoyalty({
  repository: new SqliteLoyaltyProgramRepository(database),
  installations: new SqliteInstallations(database),
});

const site = siteIdOf('my-site');
const program = await installations
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club' }));
console.log(
  program
    .map(({ name, revision }) => `${String(name)}, revision ${String(revision)}`)
    .unwrapOr('unavailable'),
);
