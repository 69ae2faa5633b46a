import {
  type NamedStatement,
  PostgresLoyaltyProgramRepository,
  type Queryable,
} from '@loyalty-programs/adapters-sql/postgres';
import { type SqliteDatabase, SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { nextChange, programAt } from './programs.js';

/** The statements that the adapter sends to PostgreSQL, without their values. */
export interface PostgresStatements {
  readonly find: Omit<NamedStatement, 'values'>;
  readonly save: Omit<NamedStatement, 'values'>;
}

/** Has the adapter find and save without any server, and keeps what it asks for. */
export const recordPostgres = async (): Promise<PostgresStatements> => {
  const recorded: Omit<NamedStatement, 'values'>[] = [];
  const recorder: Queryable = {
    query: ({ name, text }) => {
      recorded.push(name === undefined ? { text } : { name, text });
      return Promise.resolve({ rows: [] });
    },
  };
  const repository = new PostgresLoyaltyProgramRepository(recorder, { schema: 'public' });
  (await repository.find(programAt(0).siteId))._unsafeUnwrap();
  const saved = await repository.save(nextChange(programAt(0)));
  if (saved.isOk()) throw new Error('the adapter takes no answer for a success');
  const [find, save] = recorded;
  if (find === undefined || save === undefined) throw new Error('the adapter asks for nothing');
  return { find, save };
};

/** The statements that the adapter prepares on SQLite. */
export interface SqliteStatements {
  readonly find: string;
  readonly saveNext: string;
  readonly tell: string;
}

/** Has the adapter find and save on the database, and keeps what it prepares. The change is stored then. */
export const recordSqlite = async (database: SqliteDatabase, change: Change): Promise<SqliteStatements> => {
  const prepared: string[] = [];
  const repository = new SqliteLoyaltyProgramRepository({
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      prepared.push(sql);
      return database.prepare(sql);
    },
  });
  (await repository.find(change.program.siteId))._unsafeUnwrap();
  (await repository.save(change))._unsafeUnwrap();
  const [find, saveNext, tell] = prepared;
  if (find === undefined || saveNext === undefined || tell === undefined) {
    throw new Error('the adapter prepares nothing');
  }
  return { find, saveNext, tell };
};
