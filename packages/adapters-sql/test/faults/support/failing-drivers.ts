import type { Queryable } from '@loyalty-programs/adapters-sql/postgres';
import type { SqliteDatabase } from '@loyalty-programs/adapters-sql/sqlite';
import type { EveryNth } from './every-nth.js';

const fail = (): never => {
  throw new Error('its turn to fail');
};

/** A pool of which every n-th statement fails as if the connection had been cut. */
export const failingPool = (pool: Queryable, nth: EveryNth): Queryable => ({
  query: (statement) => nth.call(statement.name ?? statement.text, () => pool.query(statement), fail),
});

/** A database of which every n-th prepared statement fails, and every m-th `COMMIT`. */
export const failingDatabase = (database: SqliteDatabase, nth: EveryNth, mth: EveryNth): SqliteDatabase => ({
  exec: (sql) => (sql === 'COMMIT' ? mth.now(sql, () => database.exec(sql), fail) : database.exec(sql)),
  prepare: (sql) => {
    const statement = database.prepare(sql);
    return {
      all: (...values) => nth.now(sql, () => statement.all(...values), fail),
      run: (...values) => nth.now(sql, () => statement.run(...values), fail),
    };
  },
});
