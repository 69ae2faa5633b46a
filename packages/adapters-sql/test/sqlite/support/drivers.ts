import { createRequire } from 'node:module';
import type { SqliteDatabase, SqliteStatement } from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync } from '@photostructure/sqlite';
import Libsql from 'libsql';

interface OpenedStatement extends SqliteStatement {
  iterate?(...values: never[]): Iterator<unknown>;
}

export interface OpenedDatabase extends SqliteDatabase {
  prepare(sql: string): OpenedStatement;
  close(): unknown;
  /** Not every driver can be interrupted. */
  interrupt?(): unknown;
}

/** A driver that hosts may bring; without `open` it is not available here. */
export interface Driver {
  readonly driver: string;
  readonly open?: (file: string) => OpenedDatabase;
}

const isClass = (raw: unknown): raw is new (file: string) => OpenedDatabase => typeof raw === 'function';

/** A driver that is not installed everywhere: Node 20 has no `node:sqlite`, `better-sqlite3` has to be compiled. */
const optional = (driver: string, find: (module: unknown) => unknown): Driver => {
  try {
    const loaded: unknown = createRequire(import.meta.url)(driver);
    const found = find(loaded);
    return isClass(found) ? { driver, open: (file) => new found(file) } : { driver };
  } catch {
    return { driver };
  }
};

export const DRIVERS: readonly Driver[] = [
  { driver: '@photostructure/sqlite', open: (file) => new DatabaseSync(file) },
  { driver: 'libsql', open: (file) => new Libsql(file) },
  optional('node:sqlite', (loaded) =>
    typeof loaded === 'object' && loaded !== null && 'DatabaseSync' in loaded
      ? loaded.DatabaseSync
      : undefined,
  ),
  optional('better-sqlite3', (loaded) => loaded),
];
