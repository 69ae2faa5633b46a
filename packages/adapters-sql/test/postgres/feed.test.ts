import {
  PARTITIONS,
  partitionOf,
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
  PostgresProgramEventFeed,
  type PostgresWarning,
} from '@loyalty-programs/adapters-sql/postgres';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { describeProgramEventFeed } from '@loyalty-programs/contract-tests/vitest';
import type { ProgramEventFeed, SiteId } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import type { PoolClient } from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

describe.skipIf(!postgresAvailable)('The feed', () => {
  describeProgramEventFeed('on PostgreSQL', async () => {
    const { pool, loseTables, dispose } = await temporaryDatabase();
    return {
      repository: new PostgresLoyaltyProgramRepository(pool),
      registry: new PostgresInstallations(pool),
      feed: new PostgresProgramEventFeed(pool),
      breakConnection: loseTables,
      dispose,
    };
  });
});

const firstChange = (siteId: SiteId): Change =>
  update(aDraftProgram({ siteId }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

/** The order of events holds within a partition: a site of the first one. */
const aSite = (): SiteId => {
  const siteId = uniqueSiteId();
  return partitionOf(siteId) === 0 ? siteId : aSite();
};

/** Reads on and on in the first partition, and remembers which sites were told of. */
const readerOf = (feed: ProgramEventFeed) => {
  let cursor: string | null = null;
  return async (limit = 100): Promise<readonly SiteId[]> => {
    const page = (await feed.readAfter(0, cursor, limit))._unsafeUnwrap();
    ({ cursor } = page);
    return page.events.map(({ siteId }) => siteId);
  };
};

describe.skipIf(!postgresAvailable)('An event that is committed late', () => {
  const databases: TemporaryDatabase[] = [];
  let database: TemporaryDatabase;
  beforeEach(async () => {
    database = await temporaryDatabase();
    databases.push(database);
  });
  afterAll(() => Promise.all(databases.map(({ dispose }) => dispose())));

  /** Saves a first change of the site in a transaction that stays open. */
  const begun = async (siteId: SiteId): Promise<PoolClient> => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    (await new PostgresLoyaltyProgramRepository(client).save(firstChange(siteId)))._unsafeUnwrap();
    return client;
  };

  const end = async (client: PoolClient, how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    await client.query(how);
    client.release();
  };

  const save = async (siteId: SiteId): Promise<void> => {
    (await new PostgresLoyaltyProgramRepository(database.pool).save(firstChange(siteId)))._unsafeUnwrap();
  };

  it('reaches readers that have read past its time', async () => {
    const [late, quick] = [aSite(), aSite()];
    const read = readerOf(new PostgresProgramEventFeed(database.pool));
    const transaction = await begun(late);
    await save(quick);
    expect(await read()).toEqual([quick]);
    expect(await read()).toEqual([]);
    await end(transaction, 'COMMIT');
    expect(await read()).toEqual([late]);
  });

  it('would be skipped by positions taken from a sequence', async () => {
    const { pool } = database;
    await pool.query('CREATE TABLE plain (place bigint GENERATED ALWAYS AS IDENTITY, site text)');
    const read = async (after: number): Promise<unknown> => {
      const { rows } = await pool.query(
        'SELECT place::int, site FROM plain WHERE place > $1 ORDER BY place',
        [after],
      );
      return rows;
    };
    const transaction = await pool.connect();
    await transaction.query('BEGIN');
    await transaction.query("INSERT INTO plain (site) VALUES ('late')");
    await pool.query("INSERT INTO plain (site) VALUES ('quick')");
    expect(await read(0)).toEqual([{ place: 2, site: 'quick' }]);
    await end(transaction, 'COMMIT');
    expect(await read(2)).toEqual([]);
  });

  it('comes in commit order if there are several', async () => {
    const sites = [aSite(), aSite(), aSite()] as const;
    const read = readerOf(new PostgresProgramEventFeed(database.pool));
    const first = await begun(sites[0]);
    const second = await begun(sites[1]);
    const third = await begun(sites[2]);
    await end(third, 'COMMIT');
    expect(await read()).toEqual([sites[2]]);
    await end(first, 'COMMIT');
    expect(await read()).toEqual([sites[0]]);
    await end(second, 'ROLLBACK');
    expect(await read()).toEqual([]);
  });

  it('comes in one order to ten concurrent readers', async () => {
    const feed = new PostgresProgramEventFeed(database.pool);
    const readers = Array.from({ length: 10 }, () => readerOf(feed));
    const told: SiteId[][] = readers.map(() => []);
    const readOnce = () =>
      Promise.all(readers.map(async (read, index) => told[index]?.push(...(await read(3)))));
    const sites: SiteId[] = [];
    for (let round = 0; round < 5; round += 1) {
      const late = aSite();
      const transaction = await begun(late);
      const quick = [aSite(), aSite(), aSite()];
      await Promise.all([...quick.map(save), readOnce()]);
      await end(transaction, 'COMMIT');
      await readOnce();
      sites.push(late, ...quick);
    }
    for (let page = 0; page < sites.length; page += 1) await readOnce();
    for (const each of told) expect(each).toEqual(told[0]);
    expect(told[0]?.toSorted()).toEqual(sites.toSorted());
  });
});

describe.skipIf(!postgresAvailable)('An unreadable event', () => {
  it('is set aside and reported once; the others come, even if it fills a page', async () => {
    const { pool, dispose } = await temporaryDatabase();
    const repository = new PostgresLoyaltyProgramRepository(pool);
    const sites = [aSite(), aSite(), aSite()].sort();
    for (const siteId of sites) (await repository.save(firstChange(siteId)))._unsafeUnwrap();
    const [first, broken, last] = sites;
    await pool.query(`UPDATE loyalty_program_events SET after = '{"name": 5}' WHERE site_id = $1`, [broken]);

    const warnings: PostgresWarning[] = [];
    const feed = new PostgresProgramEventFeed(pool, { onWarning: (warning) => warnings.push(warning) });
    const read = readerOf(feed);
    expect([await read(1), await read(1), await read(1), await read(1)]).toEqual([[first], [], [last], []]);
    expect(await readerOf(feed)()).toEqual([first, last]);
    expect(warnings).toMatchObject([{ type: 'UnreadableEvent', siteId: broken, sequence: '1' }]);
    await dispose();
  });
});

describe('A partition', () => {
  it('is the first byte of the SHA-256 of the site id, modulo 64', () => {
    expect(PARTITIONS).toBe(64);
    expect(['shop', 'site-1', '6f2c1d3e-58a4-4c0b-9d7e-2b1f0a9c8e75'].map(partitionOf)).toEqual([13, 53, 5]);
  });
});
