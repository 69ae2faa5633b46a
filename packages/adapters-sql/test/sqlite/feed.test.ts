import { SqliteInstallations, SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { describeProgramEventFeed } from '@loyalty-programs/contract-tests/vitest';
import { temporaryDatabase } from './support/temporary-database.js';

describeProgramEventFeed('on SQLite', () => {
  const { database, loseTables, dispose } = temporaryDatabase();
  const repository = new SqliteLoyaltyProgramRepository(database);
  const registry = new SqliteInstallations(database);
  return { repository, registry, feed: repository, breakConnection: loseTables, dispose };
});
