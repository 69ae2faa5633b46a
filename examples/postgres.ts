import { PostgresLoyaltyProgramRepository, migrate } from '@loyalty-programs/adapters-sql/postgres';
import { postgresModule } from '@loyalty-programs/container/postgres';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { batchingModule } from '@loyalty-programs/container/batching';
import { siteIdOf } from '@loyalty-programs/core';
import { Container } from 'inversify';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 5000 });
pool.on('error', () => {
  console.error('an idle connection broke');
});
const migrated = await migrate(pool);
if (migrated.isErr()) throw new Error(migrated.error.type);

const container = new Container();
container.load(coreModule, systemClockModule, postgresModule(pool), batchingModule());
const programs = container.get(TOKENS.LoyaltyPrograms);

const site = siteIdOf('my-site');
const program = await container
  .get(TOKENS.Installations)
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club' }));
console.log(program.map(({ name }) => String(name)).unwrapOr('unavailable'));

// On a client with an open transaction, the adapters take part in that transaction.
const client = await pool.connect();
await client.query('BEGIN');
const stored = await new PostgresLoyaltyProgramRepository(client).find(site);
await client.query('COMMIT');
client.release();
console.log(stored.map((program) => `revision ${String(program?.revision)}`).unwrapOr('unavailable'));

await container.unbindAllAsync();
await pool.end();
