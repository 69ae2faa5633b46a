import { Client, type Pool } from 'pg';

/** Runs SQL on one connection. */
const onServer = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Whether the database of this URL is the coordinator of a Citus cluster. */
export const isCitus = (url: string): Promise<boolean> =>
  onServer(url, async (client) => {
    const { rows } = await client.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
    return rows.length > 0;
  });

/** Few shards, so that each test makes few tables; both workers have some. */
const SHARDS = 4;

/** The tables with a row for each site, and the column that says which server a row is on. */
const DISTRIBUTED = ['loyalty_programs', 'loyalty_program_events', 'loyalty_installations'];
const COLUMN = 'site_id';

/** Spreads the empty tables of the adapters over the workers, if the server is Citus. Returns whether it is. */
export const distributeTables = async (pool: Pool): Promise<boolean> => {
  const { rows } = await pool.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'");
  if (rows.length === 0) return false;
  const client = await pool.connect();
  try {
    await client.query(`SET citus.shard_count = ${SHARDS}`);
    const [first = '', ...others] = DISTRIBUTED;
    await client.query('SELECT create_distributed_table($1, $2)', [first, COLUMN]);
    for (const table of others) {
      await client.query('SELECT create_distributed_table($1, $2, colocate_with => $3)', [
        table,
        COLUMN,
        first,
      ]);
    }
    return true;
  } finally {
    client.release(true);
  }
};
