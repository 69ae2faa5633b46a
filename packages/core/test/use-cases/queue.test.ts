import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { SiteQueue } from '../../src/use-cases/change-program.js';
import { no, unexpected, yes } from '../support/outcomes.js';
import { SITE, aHost, aRepository, programsOn } from '../support/ports.js';

const never = new Promise<never>(() => undefined);

describe('changes of one site', () => {
  test('queue up: a hundred concurrent ones make a hundred revisions without a conflict', async () => {
    const { programs, install, repository } = aHost();
    const siteId = await install();
    const save = repository.save.bind(repository);
    let conflicts = 0;
    repository.save = async (change) => {
      const saved = await save(change);
      if (saved.isErr()) conflicts += 1;
      return saved;
    };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => programs.update(siteId, { name: `Name ${at}` })),
    );
    expect(answers.map((answer) => answer._unsafeUnwrap().revision)).toEqual(answers.map((_, at) => at + 1));
    expect(conflicts).toBe(0);
    expect((await programs.get(siteId))._unsafeUnwrap().name).toBe('Name 99');
  });

  test('never undo each other if independent', async () => {
    const { programs, install } = aHost();
    const siteId = await install();
    const changes = [
      programs.update(siteId, { name: 'Star Club' }).match(yes, no),
      programs.update(siteId, { pointDefinition: { customName: 'Stars' } }).match(yes, no),
      programs.update(siteId, { pointsExpiration: { monthsOfInactivity: 9 } }).match(yes, no),
      programs.enablePointsExpiration(siteId).match(yes, no),
      programs.activate(siteId).match(yes, no),
    ];
    expect(await Promise.all(changes)).toEqual([true, true, true, true, true]);
    expect((await programs.get(siteId))._unsafeUnwrap()).toMatchObject({
      revision: 5,
      name: 'Star Club',
      pointDefinition: { customName: 'Stars' },
      pointsExpiration: { status: 'ENABLED', monthsOfInactivity: 9 },
      status: 'ACTIVE',
    });
  });
});

describe('changes of different sites', () => {
  const stuck: Partial<LoyaltyProgramRepository> = {
    find: (siteId) => (siteId === SITE ? never : aRepository().find(siteId)),
  };

  test("don't wait for one another, and reading waits for nobody", async () => {
    const programs = programsOn({ ...stuck, save: ({ program }) => Promise.resolve(ok(program)) });
    let stuckOneEnded = false;
    const ends = () => (stuckOneEnded = true);
    expect(programs.update(SITE, { name: 'Star Club' }).match(ends, ends)).toBeInstanceOf(Promise);
    const other = uniqueSiteId();
    (await programs.update(other, { name: 'Moon Club' }))._unsafeUnwrap();
    expect(stuckOneEnded).toBe(false);

    let release = (): void => undefined;
    const gate = new Promise<void>((open) => (release = open));
    const slow = programsOn({ save: async ({ program }) => (await gate, ok(program)) });
    const change = slow.update(SITE, { name: 'Star Club' }).match(({ name }) => name, unexpected);
    expect((await slow.get(SITE))._unsafeUnwrap().name).toBeNull();
    release();
    expect(await change).toBe('Star Club');
  });
});

describe('the queue', () => {
  test('runs tasks of one site in order, one after the other', async () => {
    const queue = new SiteQueue();
    const steps: string[] = [];
    const task = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((done) => setImmediate(done));
      steps.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => queue.run(SITE, task(name))));
    expect(steps).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  test('makes a later task wait for all earlier ones, not just the first', async () => {
    const queue = new SiteQueue();
    const steps: string[] = [];
    const task = (name: string) => async () => {
      await new Promise((done) => setImmediate(done));
      steps.push(name);
    };
    const first = queue.run(SITE, task('first'));
    const second = queue.run(SITE, task('second'));
    await first;
    await queue.run(SITE, async () => {
      await Promise.resolve();
      steps.push('latecomer');
    });
    await second;
    expect(steps).toEqual(['first', 'second', 'latecomer']);
  });

  test('continues after a task that rejects or throws', async () => {
    const queue = new SiteQueue();
    const rejecting = queue.run(SITE, () => Promise.reject(new Error('rejected')));
    const throwing = queue.run(SITE, () => {
      throw new Error('thrown');
    });
    const next = queue.run(SITE, () => Promise.resolve('done'));
    await expect(rejecting).rejects.toThrow('rejected');
    await expect(throwing).rejects.toThrow('thrown');
    await expect(next).resolves.toBe('done');
    await expect(queue.run(SITE, () => Promise.resolve('later'))).resolves.toBe('later');
  });

  test('continues after a refused change', async () => {
    const programs = programsOn({ find: () => Promise.resolve(ok(aDraftProgram({ siteId: SITE }))) });
    const refused = programs.pause(SITE).match(yes, no);
    const done = programs.update(SITE, { name: 'Star Club' }).match(yes, no);
    expect(await Promise.all([refused, done])).toEqual([false, true]);
  });
});
