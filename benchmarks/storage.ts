import { PostgresLoyaltyProgramRepository, partitionOf } from '@loyalty-programs/adapters-sql/postgres';
import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { eventsAsJson, programValues } from '@loyalty-programs/adapters-sql/rows';
import { Pool } from 'pg';
import { startPostgresServer } from '@loyalty-programs/testing/postgres/postgres-server';
import { readOptions } from './support/options.js';
import { createDatabase, fillPostgres } from './support/postgres-store.js';
import { nextChange } from './support/programs.js';
import { recordPostgres, recordSqlite } from './support/recorded.js';
import { type Call, type Ways, measure, rateIn, ratioIn } from './support/rounds.js';
import { Sites } from './support/sites.js';
import { type SqliteStore, sqliteStoreWith } from './support/sqlite-store.js';
import { perSecond, printHead, printLine } from './support/table.js';

// What the adapters cost, and what coalescing wins: find and save through them against the same prepared
// statements on the driver itself, one per call. A ratio above 1 says that ours is faster.

const IN_FLIGHT = [1, 32, 128] as const;

const options = readOptions({ rounds: 5, slice: 1000, programs: 10_000 });

/** How many connections a pool of `pg` has where nothing else is asked for, and the wider one beside it. */
const CONNECTIONS = 10;
const WIDER = 20;

type Goals = Readonly<Partial<Record<(typeof IN_FLIGHT)[number], string>>>;

const findValues = (siteId: string): unknown[] => [partitionOf(siteId), siteId];

/** Saves the next change of a site of the worker, in one way or another. */
const saving =
  (sites: Sites, save: (change: Change) => unknown): Call =>
  async (worker) => {
    const number = sites.ofWorker(worker);
    const change = nextChange(sites.stored(number));
    await save(change);
    sites.note(number, change.program);
  };

const savingWith = (sites: Sites, repository: LoyaltyProgramRepository): Call =>
  saving(sites, async (change) => {
    (await repository.save(change))._unsafeUnwrap();
  });

const findingWith =
  (sites: Sites, repository: LoyaltyProgramRepository): Call =>
  async () => {
    if ((await repository.find(sites.any()))._unsafeUnwrap() === undefined) throw new Error('nothing found');
  };

interface Ours extends Ways {
  readonly raw: Call;
  readonly adapter: Call;
  readonly coalescing: Call;
}

/** `others` are further ways without ours, told beside the table. */
const compare = async (what: string, ours: Ours, goals: Goals, others: Ways = {}): Promise<void> => {
  for (const inFlight of IN_FLIGHT) {
    const rates = await measure({ ...ours, ...others }, { ...options, inFlight });
    const raw = `raw ${perSecond(rateIn(rates, 'raw'))}`;
    const told = Object.keys(others).map((name) => `, ${name} × ${ratioIn(rates, name, 'raw').toFixed(2)}`);
    const where = `${what}, ${inFlight} in flight`;
    printLine({
      what: `${where}: adapter`,
      ratio: ratioIn(rates, 'adapter', 'raw'),
      goal: '',
      note: raw + told.join(''),
    });
    printLine({
      what: `${where}: with coalescing`,
      ratio: ratioIn(rates, 'coalescing', 'raw'),
      goal: goals[inFlight] ?? '',
    });
  }
};

const postgres = async (): Promise<void> => {
  const server = await startPostgresServer();
  const pools: Pool[] = [];
  const poolOf = (connectionString: string, max: number): Pool => {
    const pool = new Pool({ connectionString, max });
    // The server may go before the last connection has been closed.
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  try {
    const url = await createDatabase(server.url, 'storage');
    await fillPostgres(url, options.programs);
    const statements = await recordPostgres();
    const narrow = poolOf(url, CONNECTIONS);
    const wide = poolOf(url, WIDER);
    const store = new PostgresLoyaltyProgramRepository(poolOf(url, CONNECTIONS));
    const coalescingStore = new PostgresLoyaltyProgramRepository(poolOf(url, CONNECTIONS));
    const coalescing = new BatchingLoyaltyProgramRepository(coalescingStore, { saves: true });
    const sites = new Sites(options.programs, Math.max(...IN_FLIGHT));

    const rawFind =
      (pool: Pool): Call =>
      async () => {
        const { rows } = await pool.query({ ...statements.find, values: findValues(sites.any()) });
        if (rows.length !== 1) throw new Error('nothing found');
      };
    const rawSave = (pool: Pool): Call =>
      saving(sites, async ({ program, events, baseRevision }) => {
        const values = [
          ...programValues(program),
          partitionOf(program.siteId),
          eventsAsJson(events),
          baseRevision,
        ];
        const { rows } = await pool.query<{ is_saved: string }>({ ...statements.save, values });
        if (Number(rows[0]?.is_saved) !== 1) throw new Error('nothing saved');
      });

    printHead(`PostgreSQL, ${CONNECTIONS} connections; "wide": raw with ${WIDER}`);
    await compare(
      'find',
      {
        raw: rawFind(narrow),
        adapter: findingWith(sites, store),
        coalescing: findingWith(sites, coalescing),
      },
      { 1: '≥ 0.95', 32: '≥ 2.5' },
      { wide: rawFind(wide) },
    );
    await compare(
      'save',
      { raw: rawSave(narrow), adapter: savingWith(sites, store), coalescing: savingWith(sites, coalescing) },
      { 1: '≥ 0.95', 32: '≥ 3.5' },
      { wide: rawSave(wide) },
    );
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.remove();
  }
};

/** A find waits for nothing here: coalescing spares calls of the driver, and costs a turn of the loop. */
const sqlite = async ({ database }: SqliteStore): Promise<void> => {
  const sites = new Sites(options.programs, Math.max(...IN_FLIGHT));
  const change = nextChange(sites.stored(0));
  const recorded = await recordSqlite(database, change);
  sites.note(0, change.program);
  const find = database.prepare(recorded.find);
  const saveNext = database.prepare(recorded.saveNext);
  const tell = database.prepare(recorded.tell);
  const store = new SqliteLoyaltyProgramRepository(database);
  const coalescing = new BatchingLoyaltyProgramRepository(store, { saves: true });

  printHead('SQLite, one file, each commit flushed');
  await compare(
    'find',
    {
      raw: () => {
        if (find.get(sites.any()) === undefined) throw new Error('nothing found');
      },
      adapter: findingWith(sites, store),
      coalescing: findingWith(sites, coalescing),
    },
    {},
  );
  await compare(
    'save',
    {
      raw: saving(sites, ({ program, events, baseRevision }) => {
        database.exec('BEGIN');
        const { changes } = saveNext.run(
          ...programValues(program),
          events.length,
          program.siteId,
          baseRevision,
        );
        tell.run(eventsAsJson(events));
        database.exec('COMMIT');
        if (changes !== 1) throw new Error('nothing saved');
      }),
      adapter: savingWith(sites, store),
      coalescing: savingWith(sites, coalescing),
    },
    { 1: '≥ 0.95', 32: '≥ 3.5' },
  );
};

await postgres();
const store = sqliteStoreWith(options.programs);
try {
  await sqlite(store);
} finally {
  store.remove();
}
