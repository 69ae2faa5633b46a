import { checkDatabase, plannedMigration } from '@loyalty-programs/adapters-sql/postgres';
import { Pool } from 'pg';
import type { PostgresSettings } from '../config/store-settings.js';
import { reasonOf } from '../errors.js';
import { chooseHost } from '../stores/postgres-pool.js';
import { migrationFailure } from '../stores/store.js';
import { type Finding, fine, problem, tableFinding, tableProblem, warning } from './finding.js';

/** How long, in milliseconds, to wait for an answer. */
const QUERY_TIMEOUT = 10_000;

/** How far the clocks may differ, in milliseconds: changes are dated by the clock of the service. */
const MAX_SKEW = 1000;

const SERVER = `SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now, version() AS version,
  current_setting('max_connections')::int AS max_connections,
  current_setting('superuser_reserved_connections')::int AS reserved`;

interface ServerRow {
  readonly now: string;
  readonly version: string;
  readonly max_connections: number;
  readonly reserved: number;
}

const checkClock = (before: number, after: number, server: number): Finding => {
  // The server looked at its clock at some time in between.
  const skew = server < before ? server - before : server > after ? server - after : 0;
  const detail = `differs from the server's by at most ${Math.round(Math.abs(skew) + after - before)} ms`;
  return Math.abs(skew) <= MAX_SKEW
    ? fine('clock', detail)
    : problem(
        'clock',
        `is ${Math.round(Math.abs(skew))} ms ${skew > 0 ? 'behind' : 'ahead of'} the server's`,
        'synchronise the clocks of both machines, by NTP for instance',
      );
};

const checkPoolSize = (poolSize: number, { max_connections: most, reserved }: ServerRow): Finding => {
  const available = most - reserved;
  const detail = `${poolSize} connections per instance, the server takes ${available}`;
  if (poolSize > available) {
    return problem('pool', detail, 'lower DATABASE_POOL_SIZE, or raise max_connections of the server');
  }
  return poolSize * 2 > available
    ? warning('pool', detail, 'a second instance would not get its connections: lower DATABASE_POOL_SIZE')
    : fine('pool', detail);
};

const checksOn = async (pool: Pool, settings: PostgresSettings): Promise<readonly Finding[]> => {
  const before = Date.now();
  const { rows } = await pool.query<ServerRow>(SERVER);
  const after = Date.now();
  const [server] = rows;
  if (server === undefined) throw new Error('the server does not answer');
  const findings = [
    fine('connection', server.version.split(',')[0] ?? ''),
    checkClock(before, after, Number(server.now)),
    checkPoolSize(settings.poolSize, server),
  ];
  const planned = await plannedMigration(pool, settings);
  if (planned.isErr()) return [...findings, tableProblem(migrationFailure('DATABASE_URL', planned.error))];
  const { from, to, schema } = planned.value;
  findings.push(tableFinding({ from, to }));
  if (from < to) return findings;
  const checked = await checkDatabase(pool, { schema });
  return [
    ...findings,
    checked.match(
      () => fine('permissions', 'the role may read and write the tables'),
      (failure) =>
        problem(
          'permissions',
          migrationFailure('DATABASE_URL', failure).message,
          'grant the role what it lacks, or name a server that takes changes',
        ),
    ),
  ];
};

/** Checks the server, in as many steps as it lets us take. */
export const checkPostgres = async (settings: PostgresSettings): Promise<readonly Finding[]> => {
  let pool: Pool | undefined;
  try {
    pool = new Pool({ ...(await chooseHost(settings, QUERY_TIMEOUT)), max: 1 });
    pool.on('error', () => undefined);
    return await checksOn(pool, settings);
  } catch (error) {
    return [
      problem(
        'connection',
        `DATABASE_URL can't be used: ${reasonOf(error)}`,
        'check host, port, user and password, and that the server takes connections from here',
      ),
    ];
  } finally {
    await pool?.end();
  }
};
