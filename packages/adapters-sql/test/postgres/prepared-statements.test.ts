import {
  type NamedStatement,
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  type PostgresWarning,
  type Queryable,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { SiteId } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

const firstChange = (siteId: SiteId): Change =>
  update(aDraftProgram({ siteId }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

let database: TemporaryDatabase;
const clients: Client[] = [];

/** A connection whose server forgets its prepared statements, as a pooler that does not track them seems to. */
const forgetful = async (): Promise<Client> => {
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
};

/** Records what is sent, and does something first. */
const recording = (
  queryable: Queryable,
  before: (statement: NamedStatement) => Promise<unknown> = () => Promise.resolve(),
) => {
  const sent: NamedStatement[] = [];
  const query: Queryable['query'] = async (statement) => {
    await before(statement);
    sent.push(statement);
    return queryable.query(statement);
  };
  return { queryable: { query }, sent, areNamed: () => sent.map(({ name }) => name !== undefined) };
};

describe.skipIf(!postgresAvailable)('When prepared statements get lost', () => {
  beforeAll(async () => {
    database = await temporaryDatabase();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await database.dispose();
  });

  it('a missing one is sent again without a name, as are all later ones, and reported once', async () => {
    const client = await forgetful();
    const { queryable, areNamed } = recording(client);
    const warnings: PostgresWarning[] = [];
    const options = { schema: 'public', onWarning: (warning: PostgresWarning) => warnings.push(warning) };
    const repository = new PostgresLoyaltyProgramRepository(queryable, options);
    const installations = new PostgresInstallations(queryable, options);
    const siteId = uniqueSiteId();
    (await repository.find(siteId))._unsafeUnwrap();
    await client.query('DEALLOCATE ALL');
    expect((await repository.find(siteId))._unsafeUnwrap()).toBeUndefined();
    (await repository.save(firstChange(siteId)))._unsafeUnwrap();
    (await installations.register(siteId, anInstallation()))._unsafeUnwrap();
    const [first, second, ...later] = areNamed();
    expect([first, second, new Set(later)]).toEqual([true, true, new Set([false])]);
    expect(warnings).toMatchObject([{ type: 'PreparedStatementsLost', cause: { code: '26000' } }]);
  });

  it('a duplicate one is sent again without a name, a save too', async () => {
    const client = await forgetful();
    const { queryable, areNamed } = recording(client, async ({ name }) => {
      if (name !== undefined) await client.query(`PREPARE "${name}" AS SELECT 1`);
    });
    const warnings: PostgresWarning[] = [];
    const onWarning = (warning: PostgresWarning) => {
      warnings.push(warning);
      throw new Error('a faulty callback');
    };
    const repository = new PostgresLoyaltyProgramRepository(queryable, { schema: 'public', onWarning });
    const siteId = uniqueSiteId();
    (await repository.save(firstChange(siteId)))._unsafeUnwrap();
    expect((await repository.history(siteId, 0, 10))._unsafeUnwrap()).toHaveLength(1);
    expect(areNamed()).toEqual([true, false, false]);
    expect(warnings).toMatchObject([{ type: 'PreparedStatementsLost', cause: { code: '42P05' } }]);
  });

  it("nothing is done in a host's transaction, which has failed, and the next one works", async () => {
    const client = await forgetful();
    const options = { onWarning: () => undefined };
    const siteId = uniqueSiteId();
    (await new PostgresLoyaltyProgramRepository(client, options).find(siteId))._unsafeUnwrap();
    await client.query('DEALLOCATE ALL');
    await client.query('BEGIN');
    const found = await new PostgresLoyaltyProgramRepository(client, options).find(siteId);
    await client.query('ROLLBACK');
    expect(found.match(String, (error) => error)).toMatchObject({
      type: 'RepositoryUnavailable',
      notDone: true,
      cause: { code: '26000' },
    });
    await client.query('BEGIN');
    (await new PostgresLoyaltyProgramRepository(client, options).save(firstChange(siteId)))._unsafeUnwrap();
    await client.query('COMMIT');
  });

  it('none is named with the option', async () => {
    const { queryable, areNamed } = recording(database.pool);
    const options = { preparedStatements: false };
    const repository = new PostgresLoyaltyProgramRepository(queryable, options);
    const siteIds = [uniqueSiteId(), uniqueSiteId(), uniqueSiteId()];
    await Promise.all(siteIds.map((siteId) => repository.save(firstChange(siteId))));
    expect((await repository.findMany(siteIds))._unsafeUnwrap().size).toBe(3);
    expect(areNamed()).not.toContain(true);
  });
});
