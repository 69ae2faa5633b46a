import { join } from 'node:path';
import { SqliteInstallations, SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { siteIdOf } from '@loyalty-programs/core';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleDriverProgram, type JournalMode, spawnDriver } from './support/driver-process.js';
import { DRIVERS } from './support/drivers.js';
import { STEP_FAULTS, type StepFault, type Target } from './support/step-faults.js';

let program: string;

beforeAll(() => {
  program = bundleDriverProgram();
});

afterAll(cleanUp);

const SITES = ['site-a', 'site-b', 'site-c', 'site-d'];

/** What may be stored for each site: one thing, or more where an outcome is not known. */
class Expectations {
  readonly #programs = new Map(SITES.map((site) => [site, ['nothing']]));
  readonly #accounts = new Map(SITES.map((site) => [site, ['nothing']]));

  noteProgram(site: string, name: string, outcome: string | undefined): void {
    this.#note(this.#programs, site, name, outcome);
  }

  noteAccount(site: string, account: string, outcome: string | undefined): void {
    this.#note(this.#accounts, site, account, outcome);
  }

  /** Looks at everything through a connection of this process, which ends all doubts. */
  async meet(database: DatabaseSyncInstance): Promise<void> {
    const repository = new SqliteLoyaltyProgramRepository(database);
    const installations = new SqliteInstallations(database);
    for (const site of SITES) {
      const siteId = siteIdOf(site);
      const program = (await repository.find(siteId))._unsafeUnwrap();
      const name = program?.name ?? 'nothing';
      expect(this.#programs.get(site), `the program of ${site}`).toContain(name);
      this.#programs.set(site, [name]);
      const events = (await repository.history(siteId, 0, 1000))._unsafeUnwrap();
      expect(new Set(events.map(({ revision }) => revision)).size).toBe(program?.revision ?? 0);
      const installation = (await installations.check(siteId))._unsafeUnwrap();
      const account = installation.installed ? String(installation.accountId) : 'nothing';
      expect(this.#accounts.get(site), `the account of ${site}`).toContain(account);
      this.#accounts.set(site, [account]);
    }
  }

  /** What the process under test may show of a site while a fault lasts. */
  visible(site: string): { readonly program: readonly string[]; readonly account: readonly string[] } {
    return {
      program: [...(this.#programs.get(site) ?? []), 'unavailable'],
      account: [...(this.#accounts.get(site) ?? []), 'unavailable'],
    };
  }

  #note(stored: Map<string, string[]>, site: string, value: string, outcome: string | undefined): void {
    expect(outcome).toMatch(/^(?:done|not-done|unknown)$/u);
    if (outcome === 'done') stored.set(site, [value]);
    if (outcome === 'unknown') stored.set(site, [...(stored.get(site) ?? []), value]);
  }
}

interface Operation {
  readonly command: string;
  readonly note: (expectations: Expectations, name: string, outcomes: readonly string[]) => void;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'the save of a new program': {
    command: 'save site-c NAME',
    note: (expectations, name, [outcome]) => {
      expectations.noteProgram('site-c', name, outcome);
    },
  },
  'the save of a changed program': {
    command: 'save site-a NAME',
    note: (expectations, name, [outcome]) => {
      expectations.noteProgram('site-a', name, outcome);
    },
  },
  'a batch of saves': {
    command: 'saveMany site-a NAME site-d',
    note: (expectations, name, [first, second]) => {
      expectations.noteProgram('site-a', name, first);
      expectations.noteProgram('site-d', name, second);
    },
  },
  'an erasure': {
    command: 'erase site-d',
    note: (expectations, _, [outcome]) => {
      expectations.noteProgram('site-d', 'nothing', outcome);
    },
  },
  'a registration': {
    command: 'register site-a NAME',
    note: (expectations, name, [outcome]) => {
      expectations.noteAccount('site-a', name, outcome);
    },
  },
  'the removal of an installation': {
    command: 'remove site-a',
    note: (expectations, _, [outcome]) => {
      expectations.noteAccount('site-a', 'nothing', outcome);
    },
  },
  'a read': {
    command: 'find site-a',
    note: (expectations, _, [found]) => {
      expect(expectations.visible('site-a').program).toContain(found);
    },
  },
};

/** More driver calls than any operation makes. */
const MAX_STEPS = 20;

class Trial {
  readonly expectations = new Expectations();
  readonly outcomes: string[] = [];
  readonly #target: Target;
  readonly #fault: StepFault;
  #count = 0;

  constructor(target: Target, fault: StepFault) {
    this.#target = target;
    this.#fault = fault;
  }

  nextName(): string {
    this.#count += 1;
    return `name-${this.#count}`;
  }

  /** Runs an operation while the fault lasts; `false` where the fault has no such step. */
  async run({ command, note }: Operation, step: number): Promise<boolean> {
    const { process } = this.#target;
    const name = this.nextName();
    const line = command.replace('NAME', name);
    const { variants } = this.#fault;
    let answer: string;
    if (variants === undefined) {
      process.order(`step ${step}`);
      answer = await process.ask(line);
      if (answer === 'step') answer = await process.ask(this.#fault.start(this.#target, 0));
      else if (step > 1) {
        note(this.expectations, name, answer.split(' '));
        return false;
      } else throw new Error('the operation made no driver call');
    } else {
      if (step > variants) return false;
      this.#fault.start(this.#target, step - 1);
      answer = await process.ask(line);
    }
    this.outcomes.push(...answer.split(' '));
    note(this.expectations, name, answer.split(' '));
    return true;
  }

  /** Writes another site. */
  async writeOther(): Promise<string> {
    const name = this.nextName();
    const outcome = await this.#target.process.ask(`save site-b ${name}`);
    this.expectations.noteProgram('site-b', name, outcome);
    return outcome;
  }

  /** Compares what the process shows. */
  async readAll(): Promise<void> {
    const [programs, accounts] = [await this.#forAll('find'), await this.#forAll('check')];
    for (const [at, site] of SITES.entries()) {
      const { program, account } = this.expectations.visible(site);
      expect(program, `the program of ${site}`).toContain(programs[at]);
      expect(account, `the account of ${site}`).toContain(accounts[at]);
    }
  }

  async endFault(): Promise<void> {
    this.#fault.end(this.#target);
    await this.expectations.meet(this.#target.other);
    await this.#forAll('reload');
  }

  async #forAll(command: string): Promise<readonly string[]> {
    const answer = await this.#target.process.ask(`forAll ${command} ${SITES.join(' ')}`);
    return answer.split(' ');
  }
}

const openOther = (file: string): DatabaseSyncInstance => {
  const other = new DatabaseSync(file);
  other.exec('PRAGMA busy_timeout = 0; PRAGMA foreign_keys = ON');
  return other;
};

const JOURNAL_MODES: readonly JournalMode[] = ['WAL', 'DELETE'];

describe.each(DRIVERS)('On $driver', ({ driver, open }) => {
  const cases = STEP_FAULTS.flatMap((fault) =>
    JOURNAL_MODES.map((journalMode) => ({ ...fault, journalMode })),
  );

  describe.skipIf(open === undefined)('after a failure', () => {
    it.each(cases.filter(({ isAvailable }) => isAvailable(driver)))(
      'by $fault at any step ($journalMode), no other site is affected and nothing acknowledged is lost',
      async ({ journalMode, ...fault }) => {
        const file = join(temporaryFolder(), 'loyalty.db');
        const process = await spawnDriver(program, driver, file, journalMode);
        let other = openOther(file);
        const trial = new Trial({ process, file, other }, fault);
        for (const operation of Object.values(OPERATIONS)) {
          for (let step = 1; step < MAX_STEPS; step += 1) {
            if (!(await trial.run(operation, step))) break;
            await trial.readAll();
            await trial.writeOther();
            await trial.endFault();
            expect(await trial.writeOther()).toBe('done');
          }
        }
        const failures = new Set(trial.outcomes.filter((outcome) => /not-done|unknown/u.test(outcome)));
        expect(failures).not.toEqual(new Set());
        if (!fault.mayLeaveDoubt) expect(failures).toEqual(new Set(['not-done']));

        // Within a transaction.
        process.order('step 3');
        expect(await process.ask(`save site-a ${trial.nextName()}`)).toBe('step');
        await process.kill();
        other.close();
        other = openOther(file);
        await trial.expectations.meet(other);
        const successor = await spawnDriver(program, driver, file, journalMode);
        for (const site of SITES) {
          await successor.ask(`reload ${site}`);
          const name = trial.nextName();
          expect(await successor.ask(`save ${site} ${name}`)).toBe('done');
          trial.expectations.noteProgram(site, name, 'done');
        }
        await trial.expectations.meet(other);
        await successor.kill();
        other.close();
      },
      240_000,
    );
  });
});
