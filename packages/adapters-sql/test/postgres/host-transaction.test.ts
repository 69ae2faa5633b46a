import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { SiteId } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

let database: TemporaryDatabase;

const firstChange = (siteId: SiteId): Change =>
  update(aDraftProgram({ siteId }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

/** What a host does in a transaction of its own. */
const inTransaction = async (end: 'COMMIT' | 'ROLLBACK', work: (client: PoolClient) => Promise<void>) => {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query(end);
  } finally {
    client.release();
  }
};

const storedOn = async (siteId: SiteId) => {
  const repository = new PostgresLoyaltyProgramRepository(database.pool);
  return {
    program: (await repository.find(siteId))._unsafeUnwrap(),
    events: (await repository.history(siteId, 0, 10))._unsafeUnwrap(),
  };
};

describe.skipIf(!postgresAvailable)("In a host's transaction a change", () => {
  beforeAll(async () => {
    database = await temporaryDatabase();
  });
  afterAll(() => database.dispose());

  it('is rolled back with it: program and events', async () => {
    const siteId = uniqueSiteId();
    await inTransaction('ROLLBACK', async (client) => {
      const repository = new PostgresLoyaltyProgramRepository(client);
      (await repository.save(firstChange(siteId)))._unsafeUnwrap();
      expect((await repository.find(siteId))._unsafeUnwrap()).toMatchObject({ revision: 1 });
    });
    expect(await storedOn(siteId)).toEqual({ program: undefined, events: [] });
  });

  it('takes effect when the host commits', async () => {
    const siteId = uniqueSiteId();
    await inTransaction('COMMIT', async (client) => {
      (await new PostgresLoyaltyProgramRepository(client).save(firstChange(siteId)))._unsafeUnwrap();
      expect(await storedOn(siteId)).toEqual({ program: undefined, events: [] });
    });
    expect(await storedOn(siteId)).toMatchObject({ program: { revision: 1 }, events: [{ revision: 1 }] });
  });

  it('that conflicts leaves the transaction usable', async () => {
    const [taken, free] = [uniqueSiteId(), uniqueSiteId()];
    (await new PostgresLoyaltyProgramRepository(database.pool).save(firstChange(taken)))._unsafeUnwrap();
    await inTransaction('COMMIT', async (client) => {
      const repository = new PostgresLoyaltyProgramRepository(client);
      const refused = (await repository.save(firstChange(taken))).match(String, (error) => error);
      expect(refused).toMatchObject({ type: 'RevisionConflict', actualRevision: 1 });
      (await repository.save(firstChange(free)))._unsafeUnwrap();
    });
    expect((await storedOn(free)).program).toMatchObject({ revision: 1 });
  });

  it('is atomic with the other work of the host, such as an installation', async () => {
    const siteId = uniqueSiteId();
    await inTransaction('ROLLBACK', async (client) => {
      const installations = new PostgresInstallations(client);
      (await installations.register(siteId, anInstallation()))._unsafeUnwrap();
      (await new PostgresLoyaltyProgramRepository(client).save(firstChange(siteId)))._unsafeUnwrap();
    });
    const installation = await new PostgresInstallations(database.pool).check(siteId);
    expect(installation._unsafeUnwrap()).toEqual({ installed: false });
  });

  it('is rolled back with it, an erasure too', async () => {
    const siteId = uniqueSiteId();
    (await new PostgresLoyaltyProgramRepository(database.pool).save(firstChange(siteId)))._unsafeUnwrap();
    await inTransaction('ROLLBACK', async (client) => {
      (await new PostgresLoyaltyProgramRepository(client).erase(siteId))._unsafeUnwrap();
    });
    expect(await storedOn(siteId)).toMatchObject({ program: { revision: 1 }, events: [{ revision: 1 }] });
  });
});
