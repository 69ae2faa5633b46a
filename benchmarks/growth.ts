import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/postgres';
import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { Pool } from 'pg';
import { startPostgresServer } from '@loyalty-programs/testing/postgres/postgres-server';
import { readOptions } from './support/options.js';
import { createDatabase, fillPostgres } from './support/postgres-store.js';
import { nextChange } from './support/programs.js';
import { type Call, measure, rateIn, ratioIn } from './support/rounds.js';
import { Sites } from './support/sites.js';
import { sqliteStoreWith } from './support/sqlite-store.js';
import { perSecond, printHead, printLine } from './support/table.js';

// What a call takes in a full store against a nearly empty one, sites drawn at random: a ratio of 1 says that it
// makes no difference. `--many` takes another number of programs than a million.

const options = readOptions({ rounds: 5, slice: 1000, few: 1000, many: 1_000_000 });

const IN_FLIGHT = 1;

/** A store with so many programs. */
interface Store {
  readonly repository: LoyaltyProgramRepository;
  readonly programs: number;
}

const finding = ({ repository, programs }: Store): Call => {
  const sites = new Sites(programs, IN_FLIGHT);
  return async () => {
    if ((await repository.find(sites.any()))._unsafeUnwrap() === undefined) throw new Error('nothing found');
  };
};

const saving = ({ repository, programs }: Store): Call => {
  const sites = new Sites(programs, IN_FLIGHT);
  return async (worker) => {
    const number = sites.ofWorker(worker);
    const change = nextChange(sites.stored(number));
    sites.note(number, (await repository.save(change))._unsafeUnwrap());
  };
};

const compare = async (few: Store, many: Store): Promise<void> => {
  for (const [what, wayOf] of Object.entries({ find: finding, save: saving })) {
    const ways = { few: wayOf(few), many: wayOf(many) };
    const rates = await measure(ways, { ...options, inFlight: IN_FLIGHT });
    printLine({
      what: `${what}, ${many.programs.toLocaleString('en')} programs to ${few.programs.toLocaleString('en')}`,
      // How long a call takes is the inverse of how many there are in a second.
      ratio: ratioIn(rates, 'few', 'many'),
      goal: '≤ 1.1',
      note: `${perSecond(rateIn(rates, 'many'))} to ${perSecond(rateIn(rates, 'few'))}`,
    });
  }
};

const postgres = async (): Promise<void> => {
  const server = await startPostgresServer();
  const pools: Pool[] = [];
  const storeWith = async (programs: number): Promise<Store> => {
    const url = await createDatabase(server.url, `growth_${programs}`);
    await fillPostgres(url, programs);
    const pool = new Pool({ connectionString: url });
    pool.on('error', () => undefined);
    pools.push(pool);
    return { repository: new PostgresLoyaltyProgramRepository(pool), programs };
  };
  try {
    const few = await storeWith(options.few);
    const many = await storeWith(options.many);
    printHead('PostgreSQL: time per call');
    await compare(few, many);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.remove();
  }
};

const sqlite = async (): Promise<void> => {
  const removals: (() => void)[] = [];
  const storeWith = (programs: number): Store => {
    const { database, remove } = sqliteStoreWith(programs);
    removals.push(remove);
    return { repository: new SqliteLoyaltyProgramRepository(database), programs };
  };
  try {
    const few = storeWith(options.few);
    const many = storeWith(options.many);
    printHead('SQLite: time per call');
    await compare(few, many);
  } finally {
    for (const remove of removals) remove();
  }
};

await postgres();
await sqlite();
