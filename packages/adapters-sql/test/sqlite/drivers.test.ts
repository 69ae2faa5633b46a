import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  configure,
  migrate,
} from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, anInstallation } from '@loyalty-programs/contract-tests';
import { type LoyaltyProgram, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DRIVERS, type OpenedDatabase } from './support/drivers.js';

const A = siteIdOf('site-a');
const B = siteIdOf('site-b');

const draft = (siteId: SiteId): LoyaltyProgram => aDraftProgram({ siteId });
const renamed = (program: LoyaltyProgram, name: string): Change =>
  update(program, { name }, aContext())._unsafeUnwrap();

/** Makes writes fail, and ends that again. */
type Fault = (database: OpenedDatabase, other: OpenedDatabase) => () => void;

const lock: Fault = (_, other) => {
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('ROLLBACK');
  };
};

/** Refuses site A at one step, in one of the ways in which SQLite undoes a statement or a transaction. */
const trigger =
  (step: string, how: 'ABORT' | 'FAIL' | 'ROLLBACK'): Fault =>
  (_, other) => {
    other.exec(
      `CREATE TRIGGER refusing BEFORE ${step} WHEN new.site_id = '${A}' BEGIN SELECT RAISE(${how}, 'refused'); END`,
    );
    return () => {
      other.exec('DROP TRIGGER refusing');
    };
  };

const FAULTS = [
  {
    fault: 'a lock of another connection',
    cause: lock,
    error: { type: 'RepositoryUnavailable', notDone: true },
  },
  ...(['ABORT', 'FAIL', 'ROLLBACK'] as const).flatMap((how) =>
    ['UPDATE ON loyalty_programs', 'INSERT ON loyalty_program_events'].map((step) => ({
      fault: `${how} at ${step}`,
      cause: trigger(step, how),
      error: { type: 'Rejected', cause: 'the database does not accept these values' },
    })),
  ),
];

describe.each(DRIVERS)('On $driver', ({ open }) => {
  describe.skipIf(open === undefined)('after a failure', () => {
    let folder: string;
    let opened: OpenedDatabase[];
    const another = (): OpenedDatabase => {
      if (open === undefined) throw new Error('the driver is not available');
      const database = open(join(folder, 'loyalty.db'));
      configure(database);
      opened.push(database);
      return database;
    };

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'loyalty-programs-drivers-'));
      opened = [];
    });

    afterEach(() => {
      for (const database of opened) database.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const aStore = async () => {
      const database = another();
      migrate(database)._unsafeUnwrap();
      const repository = new SqliteLoyaltyProgramRepository(database, { lockTimeout: 40 });
      const installations = new SqliteInstallations(database, { lockTimeout: 40 });
      const a = (await repository.save(renamed(draft(A), `A${'a'.repeat(40)}`)))._unsafeUnwrap();
      return { database, other: another(), repository, installations, a };
    };

    it.each(FAULTS)('by $fault no other site is affected and nothing acknowledged is lost', async (each) => {
      const { database, other, repository, installations, a } = await aStore();
      const stored = (await repository.save(renamed(draft(B), 'B one')))._unsafeUnwrap();
      const end = each.cause(database, other);
      const failures: unknown[] = [];
      const attempt = renamed(a, 'A failed');
      for (let attempts = 0; attempts < 3; attempts += 1) {
        const saved = await repository.save(attempt);
        if (saved.isErr()) failures.push(saved.error);
        expect((await repository.find(B))._unsafeUnwrap()).toEqual(stored);
      }
      end();
      expect(failures).toHaveLength(3);
      for (const failure of failures) expect(failure).toMatchObject(each.error);

      const next = renamed(stored, 'B two');
      const saved = (await repository.save(next))._unsafeUnwrap();
      (await installations.register(B, anInstallation()))._unsafeUnwrap();
      (await repository.ping())._unsafeUnwrap();
      const reader = new SqliteLoyaltyProgramRepository(another());
      expect((await reader.find(B))._unsafeUnwrap()).toEqual(saved);
      expect((await reader.history(B, 0, 9))._unsafeUnwrap()).toHaveLength(2);
      expect((await reader.find(A))._unsafeUnwrap()).toEqual(a);
      expect((await reader.history(A, 0, 9))._unsafeUnwrap()).toHaveLength(1);
      expect((await repository.save(renamed(a, 'A again')))._unsafeUnwrap().name).toBe('A again');
    });

    it('by a full disk changes are certainly not made, and succeed once there is space', async () => {
      const { database, repository } = await aStore();
      // SQLite raises this to the pages that there are.
      database.exec('PRAGMA max_page_count = 1');
      const acknowledged: LoyaltyProgram[] = [];
      const failures: unknown[] = [];
      for (let number = 0; failures.length < 20; number += 1) {
        const saved = await repository.save(renamed(draft(siteIdOf(`site-${number}`)), `Club ${number}`));
        if (saved.isOk()) acknowledged.push(saved.value);
        else failures.push(saved.error);
      }
      for (const failure of failures) {
        expect(failure).toMatchObject({ type: 'RepositoryUnavailable', notDone: true });
      }
      database.exec('PRAGMA max_page_count = 1000000');
      acknowledged.push((await repository.save(renamed(draft(B), 'B one')))._unsafeUnwrap());
      const reader = new SqliteLoyaltyProgramRepository(another());
      for (const program of acknowledged) {
        expect((await reader.find(program.siteId))._unsafeUnwrap()).toEqual(program);
        expect((await reader.history(program.siteId, 0, 9))._unsafeUnwrap()).toHaveLength(1);
      }
      const counted = database.prepare('SELECT count(*) AS programs FROM loyalty_programs').all();
      // Site A was there before.
      expect(counted).toMatchObject([{ programs: acknowledged.length + 1 }]);
    });

    it('of the registry a refused registration is not carried out by a later call', async () => {
      const { other, installations } = await aStore();
      other.exec('BEGIN IMMEDIATE');
      const notDone = { type: 'InstallationRegistryUnavailable', notDone: true };
      const registered = await installations.register(A, anInstallation());
      expect(registered.match(String, (error) => error)).toMatchObject(notDone);
      expect((await installations.remove(A)).match(String, (error) => error)).toMatchObject(notDone);
      other.exec('ROLLBACK');
      (await installations.register(B, anInstallation()))._unsafeUnwrap();
      const reader = new SqliteInstallations(another());
      expect((await reader.listSites())._unsafeUnwrap()).toEqual([B]);
    });

    it('of a statement of the host nothing is acknowledged that is not stored, and changes succeed', async () => {
      const { database, other, repository, a } = await aStore();
      database.exec('CREATE TABLE notes (note TEXT)');
      const note = database.prepare('INSERT INTO notes VALUES (?)');
      other.exec('BEGIN IMMEDIATE');
      expect(() => note.run('first')).toThrow('database is locked');
      other.exec('ROLLBACK');
      const saved = await repository.save(renamed(a, 'A at once'));
      const stored = saved.match(
        (program) => program,
        (error) => {
          expect(error).toMatchObject({ type: 'RepositoryUnavailable', notDone: true });
          return a;
        },
      );
      const reader = new SqliteLoyaltyProgramRepository(another());
      expect((await reader.find(A))._unsafeUnwrap()).toEqual(stored);
      // Drivers that left the statement in progress end it when it runs again.
      note.run('second');
      expect((await repository.save(renamed(stored, 'A later')))._unsafeUnwrap().name).toBe('A later');
      expect((await reader.find(A))._unsafeUnwrap()?.name).toBe('A later');
      expect(database.prepare('SELECT note FROM notes').all()).toMatchObject([{ note: 'second' }]);
    });

    it('a lock that is released in time is awaited without blocking', async () => {
      const { other, database, a } = await aStore();
      const repository = new SqliteLoyaltyProgramRepository(database);
      other.exec('BEGIN IMMEDIATE');
      setTimeout(() => other.exec('ROLLBACK'), 150);
      expect((await repository.save(renamed(a, 'A later')))._unsafeUnwrap().name).toBe('A later');
    });

    it('by a lock inside a transaction of the host a change fails at once as not done, and the transaction goes on', async () => {
      const { database, other, a } = await aStore();
      const repository = new SqliteLoyaltyProgramRepository(database);
      database.exec('BEGIN');
      other.exec('BEGIN IMMEDIATE');
      expect((await repository.save(renamed(a, 'A refused'))).match(String, (error) => error)).toMatchObject({
        type: 'RepositoryUnavailable',
        notDone: true,
      });
      other.exec('ROLLBACK');
      (await repository.save(renamed(a, 'A joined')))._unsafeUnwrap();
      const reader = new SqliteLoyaltyProgramRepository(another());
      expect((await reader.find(A))._unsafeUnwrap()?.name).toBe(a.name);
      database.exec('COMMIT');
      expect((await reader.find(A))._unsafeUnwrap()?.name).toBe('A joined');
    });
  });
});
