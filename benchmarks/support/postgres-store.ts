import { migrate, PARTITIONS } from '@loyalty-programs/adapters-sql/postgres';
import { PROGRAM_COLUMNS, programValues } from '@loyalty-programs/adapters-sql/rows';
import { Client, Pool } from 'pg';
import { programAt } from './programs.js';

/** Makes a database on the server, and gives its URL. */
export const createDatabase = async (serverUrl: string, name: string): Promise<string> => {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/**
 * Makes the tables of the adapter, with installations and programs for the sites from 0 to `count`, each program
 * with its first event.
 */
export const fillPostgres = async (url: string, count: number): Promise<void> => {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    (await migrate(pool))._unsafeUnwrap();
    // A column of the first program is that of all, but for the site.
    const parameters = PROGRAM_COLUMNS.map((column, index) =>
      column === 'site_id' ? 'md5(number::text)' : `$${index}`,
    );
    await pool.query(
      `INSERT INTO loyalty_programs (${PROGRAM_COLUMNS.join(', ')}, partition, last_sequence, last_time)
      SELECT ${parameters.join(', ')}, get_byte(sha256(convert_to(md5(number::text), 'UTF8')), 0) % ${PARTITIONS}, 1, 0 FROM generate_series(0, ${count - 1}) AS number`,
      programValues(programAt(0)).slice(1),
    );
    await pool.query(`INSERT INTO loyalty_program_events
        (partition, site_id, sequence, revision, ordinal, type, before, after, time, feed_time)
      SELECT partition, site_id, 1, 1, 0, 'ProgramUpdated', '{"name":null}', '{"name":"Star Club"}', updated_date, updated_date
      FROM loyalty_programs`);
    await pool.query(`INSERT INTO loyalty_installations
      SELECT partition, site_id, created_date, NULL, '["bookings","stores"]', true, true, true FROM loyalty_programs`);
    await pool.query('VACUUM ANALYZE');
    await pool.query('CHECKPOINT');
  } finally {
    await pool.end();
  }
};
