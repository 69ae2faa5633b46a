import { configure, migrate } from '@loyalty-programs/adapters-sql/sqlite';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/sqlite/schema/migrations.js';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

let opened: TemporaryDatabase[] = [];

afterEach(() => {
  for (const { dispose } of opened) dispose();
  opened = [];
});

const migrated = (): TemporaryDatabase => {
  const database = temporaryDatabase();
  opened.push(database);
  return database;
};

const NEXT = 'ALTER TABLE loyalty_programs ADD COLUMN note TEXT';
const known = MIGRATIONS.length;

const versionsIn = (database: DatabaseSyncInstance): unknown[] =>
  database
    .prepare('SELECT version FROM loyalty_schema_versions ORDER BY version')
    .all()
    .map(Object.values)
    .flat();

describe('The migration of SQLite', () => {
  it('has nothing to do if the tables are current', () => {
    const { database } = migrated();
    expect(migrate(database)._unsafeUnwrap()).toEqual({ from: known, to: known });
    expect(versionsIn(database)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('is visible to connections that are already open', () => {
    const { file, database } = migrated();
    const other = new DatabaseSync(file);
    configure(other);
    expect(migrate(other, [...MIGRATIONS, NEXT])._unsafeUnwrap()).toEqual({ from: known, to: known + 1 });
    other.close();
    expect(versionsIn(database)).toHaveLength(known + 1);
  });

  it('refuses tables of a later version, and changes nothing', () => {
    const { database } = migrated();
    migrate(database, [...MIGRATIONS, NEXT])._unsafeUnwrap();
    expect(migrate(database).match(String, (error) => error)).toEqual({
      type: 'SchemaTooNew',
      known,
      found: known + 1,
    });
  });

  it('applies its steps atomically', () => {
    const { database } = migrated();
    const broken = migrate(database, [...MIGRATIONS, NEXT, 'CREATE TABLE loyalty_programs (id TEXT)']);
    expect(broken.match(String, ({ type }) => type)).toBe('RepositoryUnavailable');
    expect(versionsIn(database)).toHaveLength(known);
    expect(migrate(database, [...MIGRATIONS, NEXT])._unsafeUnwrap().to).toBe(known + 1);
  });

  it('reports a database that cannot be written', () => {
    const { database } = migrated();
    database.exec('PRAGMA query_only = ON');
    const refused = migrate(database, [...MIGRATIONS, NEXT]);
    expect(refused.match(String, ({ type }) => type)).toBe('RepositoryUnavailable');
  });
});

describe('A configured database', () => {
  it('flushes its log at each commit and enforces foreign keys', () => {
    const { database } = migrated();
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(
      (name): unknown => database.prepare(`PRAGMA ${name}`).all()[0],
    );
    expect(settings).toMatchObject([
      { journal_mode: 'wal' },
      { synchronous: 2 },
      { foreign_keys: 1 },
      { timeout: 0 },
    ]);
  });
});
