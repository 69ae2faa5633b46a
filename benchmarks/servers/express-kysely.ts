import { type Server, createServer } from 'node:http';
import express, { type Request, type Response } from 'express';
import { type ColumnType, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { type InstallationRow, KEY, PATH, type ProgramRow, answerOf, nameIn } from './wire.js';

interface EventTable {
  readonly partition: number;
  readonly site_id: string;
  readonly sequence: ColumnType<string, number>;
  readonly feed_time: ColumnType<string, number>;
  readonly revision: ColumnType<string, number>;
  readonly ordinal: number;
  readonly type: string;
  readonly before: ColumnType<unknown, string>;
  readonly after: ColumnType<unknown, string>;
  readonly time: ColumnType<string, number>;
}

interface StoredProgramRow extends ProgramRow {
  readonly partition: number;
  readonly last_sequence: string;
}

interface Tables {
  readonly loyalty_programs: StoredProgramRow;
  readonly loyalty_program_events: EventTable;
  readonly loyalty_installations: InstallationRow & { readonly site_id: string };
}

/** Gives the program another name and says it in an event, in one transaction as a query builder does it. */
const rename = (
  database: Kysely<Tables>,
  before: StoredProgramRow,
  name: string,
): Promise<ProgramRow | undefined> =>
  database.transaction().execute(async (transaction) => {
    const revision = Number(before.revision) + 1;
    const time = Date.now();
    const sequence = Number(before.last_sequence) + 1;
    const program = await transaction
      .updateTable('loyalty_programs')
      .set({ name, revision: String(revision), updated_date: String(time), last_sequence: String(sequence) })
      .where('partition', '=', before.partition)
      .where('site_id', '=', before.site_id)
      .where('revision', '=', before.revision)
      .returningAll()
      .executeTakeFirst();
    if (program === undefined) return undefined;
    await transaction
      .insertInto('loyalty_program_events')
      .values({
        partition: before.partition,
        site_id: before.site_id,
        sequence,
        revision,
        ordinal: 0,
        type: 'ProgramUpdated',
        before: JSON.stringify({ name: before.name }),
        after: JSON.stringify({ name }),
        time,
        feed_time: time,
      })
      .execute();
    return program;
  });

/** What many would write today: a framework and a query builder, each as it comes, and no rules. */
export const expressKysely = (connectionString: string): Server => {
  const pool = new Pool({ connectionString });
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  const answer = async (request: Request, response: Response): Promise<void> => {
    const site = request.header('wix-site-id');
    if (request.header('authorization') !== KEY || site === undefined) {
      response.status(403).json({});
      return;
    }
    const [installation, stored] = await Promise.all([
      database
        .selectFrom('loyalty_installations')
        .select(['premium_loyalty_program', 'premium_tiers', 'premium_points_expiration'])
        .where('site_id', '=', site)
        .executeTakeFirst(),
      database.selectFrom('loyalty_programs').selectAll().where('site_id', '=', site).executeTakeFirst(),
    ]);
    if (installation === undefined || stored === undefined) {
      response.status(404).json({});
      return;
    }
    const name = nameIn(request.body);
    const program = name === undefined ? stored : await rename(database, stored, name);
    if (program === undefined) response.status(409).json({});
    else response.json(answerOf(program, installation));
  };

  const app = express();
  app.get(PATH, answer);
  app.patch(PATH, express.json(), answer);
  return createServer(app);
};
