import {
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/batching';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { batchingModule } from '@loyalty-programs/container/batching';
import { memoryModule } from '@loyalty-programs/container/memory';
import { sqliteModule } from '@loyalty-programs/container/sqlite';
import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { update } from '@loyalty-programs/core/adapter-kit';
import { Container } from 'inversify';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';

const aDatabase = (): DatabaseSyncInstance => {
  const database = new DatabaseSync(':memory:');
  configure(database);
  migrate(database)._unsafeUnwrap();
  return database;
};

const containerOf = (...modules: Parameters<Container['load']>): Container => {
  const container = new Container();
  container.load(coreModule, systemClockModule, ...modules);
  return container;
};

describe('The batching module', () => {
  it('wraps repository and check once each', () => {
    const container = containerOf(memoryModule, batchingModule());
    const repository = container.get(TOKENS.LoyaltyProgramRepository);
    expect(repository).toBeInstanceOf(BatchingLoyaltyProgramRepository);
    expect(container.get(TOKENS.LoyaltyProgramRepository)).toBe(repository);
    expect(container.get(TOKENS.InstallationCheck)).toBeInstanceOf(BatchingInstallationCheck);
    expect(container.get(TOKENS.InstallationRegistry)).not.toBeInstanceOf(BatchingInstallationCheck);
  });

  it('answers all pending calls before it is unbound', async () => {
    const database = aDatabase();
    const container = containerOf(sqliteModule(database), batchingModule({ saves: true }));
    const repository = container.get(TOKENS.LoyaltyProgramRepository);
    const changes = Array.from({ length: 3 }, () => {
      const draft = aDraftProgram({ siteId: uniqueSiteId() });
      return update(draft, { name: 'Harbour Club' }, aContext())._unsafeUnwrap();
    });
    let answered = 0;
    const saving = changes.map(async (change) => {
      (await repository.save(change))._unsafeUnwrap();
      answered += 1;
    });
    await container.unbindAllAsync();
    expect(answered).toBe(changes.length);
    expect(database.prepare('SELECT count(*) AS programs FROM loyalty_programs').all()).toMatchObject([
      { programs: changes.length },
    ]);
    await Promise.all(saving);
    database.close();
  });
});
