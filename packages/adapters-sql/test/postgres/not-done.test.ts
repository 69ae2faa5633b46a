import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  type Queryable,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, anInstallation, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { accountIdOf, type SiteId } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { DatabaseError, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

const firstChange = (siteId: SiteId): Change =>
  update(aDraftProgram({ siteId }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

const saveOn = async (database: Queryable, siteId = uniqueSiteId()): Promise<unknown> =>
  (
    await new PostgresLoyaltyProgramRepository(database, { schema: 'public' }).save(firstChange(siteId))
  ).match(
    () => 'saved',
    (error) => error,
  );

const serverSays = (code: string, file = 'execMain.c'): Error => {
  const error = new DatabaseError('as it happens', 0, 'error');
  return Object.assign(error, { severity: 'ERROR', code, file });
};

const failingWith = (error: Error): Queryable => ({ query: () => Promise.reject(error) });

const NOT_DONE = { type: 'RepositoryUnavailable', notDone: true };

describe('A change of the registry', () => {
  it.each([
    ['is surely not done after a full disk', serverSays('53100'), { notDone: true }],
    ['has an unknown outcome after a lost connection', serverSays('08006'), {}],
  ])('%s', async (_what, cause, outcome) => {
    const registry = new PostgresInstallations(failingWith(cause), { schema: 'public' });
    const siteId = uniqueSiteId();
    const onlyIf = { accountId: accountIdOf('account-1'), orNotInstalled: true };
    for (const call of [
      () => registry.register(siteId, anInstallation()),
      () => registry.register(siteId, anInstallation(), onlyIf),
      () => registry.remove(siteId),
      () => registry.remove(siteId, onlyIf),
    ]) {
      expect((await call()).match(String, (error) => error)).toEqual({
        type: 'InstallationRegistryUnavailable',
        cause,
        ...outcome,
      });
    }
  });
});

describe('A save', () => {
  it.each([
    ['a full disk', '53100'],
    ['no memory', '53200'],
    ['too many connections', '53300'],
    ['a read-only server', '25006'],
    ['a transaction of the host that has failed', '25P02'],
    ['a vanished prepared statement', '26000'],
    ['a doubled prepared statement', '42P05'],
    ['a missing table', '42P01'],
    ['a missing right', '42501'],
    ['a lock that is not free in time', '55P03'],
    ['a statement that takes too long', '57014'],
    ['a server that is starting', '57P03'],
    ['a wrong password', '28P01'],
    ['a deadlock', '40P01'],
    ['a file that cannot be extended', '58030'],
  ])('is surely not done after %s', async (_what, code) => {
    const error = serverSays(code);
    expect(await saveOn(failingWith(error))).toEqual({ ...NOT_DONE, cause: error });
  });

  it.each([
    ['a server that ends', serverSays('57P01')],
    ['a server that crashes', serverSays('57P02')],
    ['a lost connection', serverSays('08006')],
    ['a pooler that lost its server', serverSays('08P01')],
    ['an internal error', serverSays('XX000')],
    ['an engine that does not know', serverSays('40003')],
    ['a disk too full for the log of a commit', serverSays('53100', 'xlog.c')],
    ['a socket that breaks', Object.assign(new Error('read'), { code: 'ECONNRESET', syscall: 'read' })],
    ['no answer', new Error('Query read timeout')],
    ['a connection that ends', new Error('Connection terminated unexpectedly')],
  ])('has an unknown outcome after %s', async (_what, error) => {
    expect(await saveOn(failingWith(error))).toEqual({ type: 'RepositoryUnavailable', cause: error });
  });

  it('has an unknown outcome if it loses its connection when repeated after a deadlock', async () => {
    const errors = [serverSays('40P01'), new Error('Connection terminated unexpectedly')];
    const lost = errors[1];
    const query = () => Promise.reject(errors.shift() ?? new Error('a third attempt'));
    expect(await saveOn({ query })).toEqual({ type: 'RepositoryUnavailable', cause: lost });
  });

  it('is certainly not done if nothing listens', async () => {
    const nowhere = new Pool({ connectionString: 'postgres://localhost:1/loyalty' });
    expect(await saveOn(nowhere)).toMatchObject(NOT_DONE);
    await nowhere.end();
  });
});

describe.skipIf(!postgresAvailable)('On a server, a save', () => {
  let database: TemporaryDatabase;
  let pools: Pool[] = [];
  beforeAll(async () => {
    database = await temporaryDatabase();
  });
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    pools = [];
  });
  afterAll(() => database.dispose());

  const poolWith = (config: object): Pool => {
    const pool = new Pool({ connectionString: database.url, ...config });
    pools.push(pool);
    return pool;
  };

  it('is certainly not done on a read-only server', async () => {
    expect(await saveOn(poolWith({ options: '-c default_transaction_read_only=on' }))).toMatchObject({
      ...NOT_DONE,
      cause: { code: '25006' },
    });
  });

  it('is certainly not done if all connections are in use', async () => {
    const pool = poolWith({ max: 1, connectionTimeoutMillis: 2000 });
    const client = await pool.connect();
    expect(await saveOn(pool)).toMatchObject(NOT_DONE);
    client.release();
  });

  it.each([
    ['lock_timeout', '55P03'],
    ['statement_timeout', '57014'],
  ])('is surely not done after the %s of the pool, and can be repeated', async (setting, code) => {
    const siteId = uniqueSiteId();
    const host = await database.pool.connect();
    await host.query('BEGIN');
    expect(await saveOn(host, siteId)).toBe('saved');
    const pool = poolWith({ [setting]: 100 });
    expect(await saveOn(pool, siteId)).toMatchObject({ ...NOT_DONE, cause: { code } });
    await host.query('ROLLBACK');
    host.release();
    expect(await saveOn(pool, siteId)).toBe('saved');
  });

  it('of many sites skips the one that is locked', async () => {
    const [held, free] = [uniqueSiteId(), uniqueSiteId()];
    const host = await database.pool.connect();
    await host.query('BEGIN');
    expect(await saveOn(host, held)).toBe('saved');
    const repository = new PostgresLoyaltyProgramRepository(poolWith({ lock_timeout: 100 }));
    const [first, second] = await repository.saveMany([held, free].map(firstChange));
    await host.query('ROLLBACK');
    host.release();
    expect(first?.match(String, (error) => error)).toMatchObject(NOT_DONE);
    expect(second?.isOk()).toBe(true);
  });

  it('that breaks a constraint is refused without naming it', async () => {
    const { program, events, baseRevision } = firstChange(uniqueSiteId());
    const change = { baseRevision, events, program: { ...program, revision: -1 } };
    const saved = await new PostgresLoyaltyProgramRepository(database.pool).save(change);
    expect(saved.match(String, (error) => error)).toEqual({
      type: 'Rejected',
      cause: 'the database does not accept these values (23514)',
    });
  });
});
