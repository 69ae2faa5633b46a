import { readSync, writeSync } from 'node:fs';
import {
  configure,
  migrate,
  type SqliteDatabase,
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, anInstallation } from '@loyalty-programs/contract-tests';
import { accountIdOf, type LoyaltyProgram, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { DRIVERS, type OpenedDatabase } from './drivers.js';

// A process that uses one driver as its parent says: a line in, a line out. Before the driver call that the parent
// chose, the process says "step" and stops until it is told what shall happen first.

const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const hear = (): string => {
  let line = '';
  const byte = Buffer.alloc(1);
  for (;;) {
    if (readSync(0, byte) === 0) process.exit();
    const character = byte.toString('latin1');
    if (character === '\n') return line;
    line += character;
  }
};

const [driver, file = '', journalMode = ''] = process.argv.slice(2);
const opened = DRIVERS.find((each) => each.driver === driver)?.open?.(file);
if (opened === undefined) throw new Error('the driver is not available');

// Without a listener this signal ends the process; with one, the write fails.
process.on('SIGXFSZ', () => undefined);

let endInterruption = (): void => undefined;

/** More rows than a driver fetches at once. */
const ROWS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n';

/** Interrupts every statement until `endInterruption`: as long as one is in progress, new ones are interrupted too. */
const interrupt = (database: OpenedDatabase): void => {
  const rows = database.prepare(ROWS).iterate?.();
  if (rows === undefined || database.interrupt === undefined) throw new Error('the driver has no interrupt');
  rows.next();
  database.interrupt();
  endInterruption = () => {
    try {
      while (rows.next().done !== true);
    } catch {
      // It was interrupted itself.
    }
  };
};

let callsUntilStep = 0;

const beforeCall = (): void => {
  callsUntilStep -= 1;
  if (callsUntilStep !== 0) return;
  say('step');
  const order = hear();
  if (order === 'interrupt') interrupt(opened);
  else if (order !== '') opened.exec(order);
};

const database: SqliteDatabase = {
  exec: (sql) => {
    beforeCall();
    return opened.exec(sql);
  },
  prepare: (sql) => {
    const statement = opened.prepare(sql);
    return {
      all: (...values) => {
        beforeCall();
        return statement.all(...values);
      },
      run: (...values) => {
        beforeCall();
        return statement.run(...values);
      },
    };
  },
};

configure(database);
database.exec(`PRAGMA journal_mode = ${journalMode}`);
// What a process has written outlives it without a flush too.
database.exec('PRAGMA synchronous = OFF');
migrate(database)._unsafeUnwrap();
const repository = new SqliteLoyaltyProgramRepository(database, { lockTimeout: 20 });
const installations = new SqliteInstallations(database, { lockTimeout: 20 });
const programs = new Map<SiteId, LoyaltyProgram>();

/** Large enough to need a page of its own. */
const changeOf = (siteId: SiteId, name: string): Change => {
  const icon = { url: `https://example.com/${name}/${'x'.repeat(2000)}` };
  const program = programs.get(siteId) ?? aDraftProgram({ siteId });
  return update(program, { name, pointDefinition: { icon } }, aContext())._unsafeUnwrap();
};

const outcomeOf = (result: Result<unknown, { readonly type: string; readonly notDone?: true }>): string =>
  result.match(
    () => 'done',
    ({ type, notDone }) => (type === 'Rejected' || notDone === true ? 'not-done' : 'unknown'),
  );

const saveAll = async (changes: readonly Change[]): Promise<string> => {
  const results = await repository.saveMany(changes);
  for (const result of results) if (result.isOk()) programs.set(result.value.siteId, result.value);
  return results.map(outcomeOf).join(' ');
};

const COMMANDS: Readonly<Record<string, (siteId: SiteId, value: string, other: SiteId) => Promise<string>>> =
  {
    save: async (siteId, name) => {
      const saved = await repository.save(changeOf(siteId, name));
      if (saved.isOk()) programs.set(siteId, saved.value);
      return outcomeOf(saved);
    },
    saveMany: (siteId, name, other) => saveAll([changeOf(siteId, name), changeOf(other, name)]),
    erase: async (siteId) => {
      const erased = await repository.erase(siteId);
      if (erased.isOk()) programs.delete(siteId);
      return outcomeOf(erased);
    },
    register: async (siteId, account) =>
      outcomeOf(await installations.register(siteId, anInstallation({ accountId: accountIdOf(account) }))),
    remove: async (siteId) => outcomeOf(await installations.remove(siteId)),
    find: async (siteId) => {
      const found = await repository.find(siteId);
      return found.match(
        (program) => program?.name ?? 'nothing',
        () => 'unavailable',
      );
    },
    check: async (siteId) => {
      const checked = await installations.check(siteId);
      return checked.match(
        (installation) => (installation.installed ? String(installation.accountId) : 'nothing'),
        () => 'unavailable',
      );
    },
    /** Takes what is stored for the base of the next change. */
    reload: async (siteId) => {
      const found = (await repository.find(siteId))._unsafeUnwrap();
      if (found === undefined) programs.delete(siteId);
      else programs.set(siteId, found);
      return 'done';
    },
  };

/** Carries out a command for each of the sites. */
const forAll = async (command: string, sites: readonly string[]): Promise<string> => {
  const answers: string[] = [];
  for (const site of sites)
    answers.push((await COMMANDS[command]?.(siteIdOf(site), '', siteIdOf(site))) ?? '');
  return answers.join(' ');
};

say('ready');
for (;;) {
  const [command = '', ...values] = hear().split(' ');
  if (command === 'step') callsUntilStep = Number(values[0]);
  else if (command === 'resume') endInterruption();
  else if (command === 'exec') opened.exec(values.join(' '));
  else {
    const [site = '', value = '', other = site] = values;
    const answer =
      command === 'forAll'
        ? await forAll(site, values.slice(1))
        : await COMMANDS[command]?.(siteIdOf(site), value, siteIdOf(other));
    callsUntilStep = 0;
    say(answer ?? 'no such command');
  }
}
