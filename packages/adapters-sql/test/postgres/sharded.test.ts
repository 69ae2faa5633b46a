import {
  type NamedStatement,
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresProgramEventFeed,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import {
  describeLoyaltyProgramRepository,
  describeProgramEventFeed,
} from '@loyalty-programs/contract-tests/vitest';
import type { SiteId } from '@loyalty-programs/core';
import { activate, type Change, storedActor, update } from '@loyalty-programs/core/adapter-kit';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

const SHARDED = { sharded: true };

const firstChange = (siteId: SiteId): Change =>
  update(aDraftProgram({ siteId }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

/** A change whose event no table takes: its actor is too long. */
const withWrongEvent = (change: Change): Change => ({
  ...change,
  events: change.events.map((event) => ({ ...event, actor: storedActor('a'.repeat(256)) })),
});

describe.skipIf(!postgresAvailable)('In the sharded mode', () => {
  describeLoyaltyProgramRepository('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    const repository = new PostgresLoyaltyProgramRepository(pool, SHARDED);
    return { repository, breakConnection: loseTables, dispose };
  });

  describe('a save', () => {
    let database: TemporaryDatabase;
    beforeAll(async () => {
      database = await temporaryDatabase();
    });
    afterAll(() => database.dispose());

    const storedOf = async (siteId: SiteId) => {
      const repository = new PostgresLoyaltyProgramRepository(database.pool, SHARDED);
      const program = (await repository.find(siteId))._unsafeUnwrap();
      const events = (await repository.history(siteId, 0, 10))._unsafeUnwrap();
      return { revision: program?.revision, events: events.length };
    };

    it('stores nothing if the second statement fails, and is certainly not done', async () => {
      const siteId = uniqueSiteId();
      const repository = new PostgresLoyaltyProgramRepository(database.pool, SHARDED);
      const saved = await repository.save(withWrongEvent(firstChange(siteId)));
      expect(saved.match(String, ({ type }) => type)).toBe('Rejected');
      expect(await storedOf(siteId)).toEqual({ revision: undefined, events: 0 });
      expect(database.pool.idleCount).toBe(database.pool.totalCount);
    });

    it('is certainly not done if the connection breaks before the commit, and unknown after it', async () => {
      const pool = (breaksAt: RegExp) => ({
        query: (statement: NamedStatement) => database.pool.query(statement),
        connect: async () => {
          const client = await database.pool.connect();
          return {
            query: (statement: NamedStatement) =>
              breaksAt.test(statement.text)
                ? Promise.reject(new Error('Connection terminated unexpectedly'))
                : client.query(statement),
            release: () => {
              client.release(true);
            },
          };
        },
      });
      const outcomeAt = async (breaksAt: RegExp) =>
        (
          await new PostgresLoyaltyProgramRepository(pool(breaksAt), SHARDED).save(
            firstChange(uniqueSiteId()),
          )
        ).match(String, (error) => error);
      expect(await outcomeAt(/INSERT INTO "\w+".loyalty_program_events/u)).toMatchObject({
        notDone: true,
      });
      expect(await outcomeAt(/^COMMIT/u)).not.toHaveProperty('notDone');
    });

    it("is a part of the host's transaction, which stays usable after a failure", async () => {
      const [wrong, right] = [uniqueSiteId(), uniqueSiteId()];
      const client = await database.pool.connect();
      const repository = new PostgresLoyaltyProgramRepository(client, SHARDED);
      await client.query('BEGIN');
      const failed = await repository.save(withWrongEvent(firstChange(wrong)));
      expect(failed.match(String, ({ type }) => type)).toBe('Rejected');
      const saved = (await repository.save(firstChange(right)))._unsafeUnwrap();
      expect(await storedOf(right)).toEqual({ revision: undefined, events: 0 });
      const next = activate(
        saved,
        {
          installed: true,
          since: 0,
          accountId: null,
          apps: ['stores'],
          premiumFeatures: { loyaltyProgram: true, tiers: false, pointsExpiration: false },
        },
        aContext(),
      );
      (await repository.save(next._unsafeUnwrap()))._unsafeUnwrap();
      await client.query('COMMIT');
      client.release();
      expect(await storedOf(wrong)).toEqual({ revision: undefined, events: 0 });
      expect(await storedOf(right)).toEqual({ revision: 2, events: 2 });
    });

    it('needs no second connection, not even for the name of the schema', async () => {
      const siteId = uniqueSiteId();
      const pool = new Pool({ connectionString: database.url, max: 1 });
      const saved = await new PostgresLoyaltyProgramRepository(pool, SHARDED).save(firstChange(siteId));
      await pool.end();
      expect(saved.isOk()).toBe(true);
      expect(await storedOf(siteId)).toEqual({ revision: 1, events: 1 });
    });

    it('opens a transaction of its own on a client without one', async () => {
      const [siteId, wrong] = [uniqueSiteId(), uniqueSiteId()];
      const client = new Client({ connectionString: database.url });
      await client.connect();
      const repository = new PostgresLoyaltyProgramRepository(client, SHARDED);
      const refused = await repository.save(withWrongEvent(firstChange(wrong)));
      const saved = await repository.save(firstChange(siteId));
      await client.end();
      expect([refused.isOk(), saved.isOk()]).toEqual([false, true]);
      expect(await storedOf(wrong)).toEqual({ revision: undefined, events: 0 });
      expect(await storedOf(siteId)).toEqual({ revision: 1, events: 1 });
    });

    it('is not undone by another one that fails at the same time in a transaction of the host', async () => {
      const [siteId, wrong] = [uniqueSiteId(), uniqueSiteId()];
      const client = new Client({ connectionString: database.url });
      await client.connect();
      const repository = new PostgresLoyaltyProgramRepository(client, SHARDED);
      await client.query('BEGIN');
      const saving = repository.save(firstChange(siteId));
      // The other one begins between the statements of the first.
      await client.query('SELECT 1');
      const [refused, saved] = await Promise.all([
        repository.save(withWrongEvent(firstChange(wrong))),
        saving,
      ]);
      await client.query('COMMIT');
      await client.end();
      expect([refused.isOk(), saved.isOk()]).toEqual([false, true]);
      expect(await storedOf(siteId)).toEqual({ revision: 1, events: 1 });
      expect(await storedOf(wrong)).toEqual({ revision: undefined, events: 0 });
    });

    it('of many changes touches one site per statement', async () => {
      const repository = new PostgresLoyaltyProgramRepository(database.pool, SHARDED);
      const siteIds = [uniqueSiteId(), uniqueSiteId()];
      const [bad = uniqueSiteId(), good = uniqueSiteId()] = siteIds;
      const saved = await repository.saveMany([withWrongEvent(firstChange(bad)), firstChange(good)]);
      expect(saved.map((each) => each.isOk())).toEqual([false, true]);
      expect(await storedOf(good)).toEqual({ revision: 1, events: 1 });
    });
  });

  describeProgramEventFeed('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return {
      repository: new PostgresLoyaltyProgramRepository(pool, SHARDED),
      registry: new PostgresInstallations(pool, SHARDED),
      feed: new PostgresProgramEventFeed(pool, SHARDED),
      breakConnection: loseTables,
      dispose,
    };
  });
});
