import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-postgres';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import {
  type Change,
  type LoyaltyProgram,
  type SiteId,
  customise,
  untouchedDraft,
} from '@loyalty-programs/core';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '../../../tools/postgres-server/test-database.js';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

describe.skipIf(!postgresAvailable)('On PostgreSQL', () => {
  let database: TemporaryDatabase;
  beforeAll(async () => {
    database = await temporaryDatabase();
  });
  afterAll(() => database.dispose());

  const nextChange = (program: LoyaltyProgram, name: string): Change =>
    customise(program, { name }, aContext())._unsafeUnwrap();

  const current = async (
    repository: PostgresLoyaltyProgramRepository,
    siteIds: readonly SiteId[],
  ): Promise<readonly LoyaltyProgram[]> => {
    const found = (await repository.findMany(siteIds))._unsafeUnwrap();
    return siteIds.map((siteId) => found.get(siteId) ?? untouchedDraft(siteId, 0));
  };

  const deadlocks = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.deadlocks);
  };

  it('batches with sites in common, in any order, and single changes among them make no deadlock', async () => {
    const repository = new PostgresLoyaltyProgramRepository(database.pool);
    const siteIds = Array.from({ length: 20 }, uniqueSiteId);
    const outcomes = new Set<string>();
    for (let round = 0; round < 100; round += 1) {
      const changes = (await current(repository, siteIds)).map((program) =>
        nextChange(program, `Round ${String(round)}`),
      );
      const saved = await Promise.all([
        ...[changes, changes.toReversed(), changes.slice(5), changes.slice(0, 15).toReversed()].map((batch) =>
          repository.saveMany(batch),
        ),
        ...changes.slice(8, 12).map(async (change) => [await repository.save(change)]),
      ]);
      for (const answer of saved.flat())
        outcomes.add(
          answer.match(
            () => 'saved',
            ({ type }) => type,
          ),
        );
    }
    expect([...outcomes].sort()).toEqual(['RevisionConflict', 'saved']);
    expect(await deadlocks()).toBe(0);
    const revisions = (await current(repository, siteIds)).map(({ revision }) => revision);
    expect(revisions).toEqual(siteIds.map(() => 100));
  });

  it('a conflict is a conflict where the host has transactions that can not be serialized', async () => {
    const options = '-c default_transaction_isolation=serializable';
    const pool = new Pool({ connectionString: database.url, options });
    const repository = new PostgresLoyaltyProgramRepository(pool);
    const draft = aDraftProgram({ siteId: uniqueSiteId() });
    const names = Array.from({ length: 8 }, (_, index) => `Club ${String(index)}`);
    const answers = await Promise.all(names.map((name) => repository.save(nextChange(draft, name))));
    const outcomes = answers
      .map((answer) =>
        answer.match(
          () => 'saved',
          ({ type }) => type,
        ),
      )
      .sort();
    expect(outcomes).toEqual([...names.slice(1).map(() => 'RevisionConflict'), 'saved']);
    await pool.end();
  });
});
