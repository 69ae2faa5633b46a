import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { PROGRAM_COLUMNS } from '@loyalty-programs/adapters-sql/rows';
import { Pool } from 'pg';
import { type PostgresStatements, recordPostgres } from '../support/recorded.js';
import { type InstallationRow, KEY, PATH, type ProgramRow, answerOf, nameIn } from './wire.js';

const INSTALLATION = {
  name: 'installation',
  text: `SELECT premium_loyalty_program, premium_tiers, premium_points_expiration
    FROM loyalty_installations WHERE site_id = $1`,
};

const send = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
  return body;
};

/** Gives the program another name, and says it in an event. */
const rename = async (
  pool: Pool,
  { save }: PostgresStatements,
  before: ProgramRow,
  name: string,
): Promise<ProgramRow | undefined> => {
  const revision = String(Number(before.revision) + 1);
  const program: ProgramRow = { ...before, revision, name, updated_date: String(Date.now()) };
  const columns: Readonly<Record<string, unknown>> = { ...program };
  const events = [
    {
      site_id: program.site_id,
      revision,
      ordinal: 0,
      type: 'ProgramUpdated',
      before: { name: before.name },
      after: { name },
      time: program.updated_date,
    },
  ];
  const values = [
    ...PROGRAM_COLUMNS.map((column) => columns[column]),
    JSON.stringify(events),
    before.revision,
  ];
  const { rows } = await pool.query<{ is_saved: string }>({ ...save, values });
  return rows[0]?.is_saved === '1' ? program : undefined;
};

/** What one would write by hand: `node:http`, prepared statements on `pg`, and no rules. */
export const bare = async (connectionString: string): Promise<Server> => {
  const pool = new Pool({ connectionString });
  pool.on('error', () => undefined);
  const statements = await recordPostgres();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const site = request.headers['wix-site-id'];
    if (request.url !== PATH || request.headers.authorization !== KEY || typeof site !== 'string') {
      send(response, 403, {});
      return;
    }
    const body = request.method === 'PATCH' ? await readBody(request) : undefined;
    const [installations, programs] = await Promise.all([
      pool.query<InstallationRow>({ ...INSTALLATION, values: [site] }),
      pool.query<ProgramRow>({ ...statements.find, values: [site] }),
    ]);
    const [installation] = installations.rows;
    const [stored] = programs.rows;
    if (installation === undefined || stored === undefined) {
      send(response, 404, {});
      return;
    }
    const name = nameIn(body);
    const program = name === undefined ? stored : await rename(pool, statements, stored, name);
    if (program === undefined) send(response, 409, {});
    else send(response, 200, answerOf(program, installation));
  };

  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
};
