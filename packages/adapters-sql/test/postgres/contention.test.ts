import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram } from '@loyalty-programs/core';
import { type Change, untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

describe.skipIf(!postgresAvailable)('On PostgreSQL', () => {
  let database: TemporaryDatabase;
  beforeAll(async () => {
    database = await temporaryDatabase();
  });
  afterAll(() => database.dispose());

  const nextChange = (program: LoyaltyProgram, name: string): Change =>
    update(program, { name }, aContext())._unsafeUnwrap();

  /** Waits until a statement waits for a lock. */
  const someoneWaits = async (): Promise<void> => {
    for (;;) {
      const { rowCount } = await database.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      if (rowCount === 1) return;
    }
  };

  it('a batch that waits for a site holds no later one, so batches cannot deadlock', async () => {
    const repository = new PostgresLoyaltyProgramRepository(database.pool);
    const siteIds = Array.from({ length: 10 }, uniqueSiteId).sort();
    const programs: LoyaltyProgram[] = [];
    // The last one stands first in the table.
    for (const siteId of siteIds.toReversed()) {
      const first = nextChange(untouchedDraft(siteId, 0), 'Harbour Club');
      programs.push((await repository.save(first))._unsafeUnwrap());
    }
    const [last, first] = [programs[0], programs.at(-1)];
    if (last === undefined || first === undefined) throw new Error('there are sites');
    const changes = programs.map((program) => nextChange(program, 'Reef Club'));

    const host = await database.pool.connect();
    await host.query('BEGIN');
    const held = await new PostgresLoyaltyProgramRepository(host).save(nextChange(first, 'Held Club'));
    const batch = repository.saveMany(changes);
    await someoneWaits();
    const impatient = new Pool({ connectionString: database.url, options: '-c lock_timeout=2000' });
    const saved = await new PostgresLoyaltyProgramRepository(impatient).save(nextChange(last, 'Quick Club'));
    await host.query('COMMIT');
    host.release();
    await impatient.end();

    expect(held._unsafeUnwrap().name).toBe('Held Club');
    expect(saved._unsafeUnwrap().name).toBe('Quick Club');
    const outcomes = (await batch).map((answer) =>
      answer.match(
        () => 'saved',
        ({ type }) => type,
      ),
    );
    expect(outcomes).toEqual([
      'RevisionConflict',
      ...Array.from({ length: 8 }, () => 'saved'),
      'RevisionConflict',
    ]);
  });

  it('a conflict is reported as one in serializable transactions of the host', async () => {
    const options = '-c default_transaction_isolation=serializable';
    const pool = new Pool({ connectionString: database.url, options });
    const repository = new PostgresLoyaltyProgramRepository(pool);
    const draft = aDraftProgram({ siteId: uniqueSiteId() });
    const names = Array.from({ length: 8 }, (_, index) => `Club ${index}`);
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
