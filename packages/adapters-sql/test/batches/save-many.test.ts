import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/postgres';
import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import type { BatchSaving } from '@loyalty-programs/adapters-sql/batching';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import {
  type Change,
  type LoyaltyProgram,
  type LoyaltyProgramRepository,
  branded,
  customise,
} from '@loyalty-programs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { postgresPool, sqliteDatabase } from '@loyalty-programs/testing/stores/databases';

afterAll(cleanUp);

type Store = LoyaltyProgramRepository & BatchSaving;

const STORES: readonly {
  readonly store: string;
  readonly available: boolean;
  readonly open: () => Promise<Store>;
}[] = [
  {
    store: 'SQLite',
    available: true,
    open: () => Promise.resolve(new SqliteLoyaltyProgramRepository(sqliteDatabase().database)),
  },
  {
    store: 'PostgreSQL',
    available: postgresAvailable,
    open: async () => new PostgresLoyaltyProgramRepository((await postgresPool()).pool),
  },
];

const changeOf = (program: LoyaltyProgram, name: string): Change =>
  customise(program, { name, pointDefinition: { customName: name } }, aContext())._unsafeUnwrap();

const firstChange = (): Change => changeOf(aDraftProgram({ siteId: uniqueSiteId() }), 'Harbour Club');

/** A change that only the store itself can refuse. */
const unstorable = (): Change => {
  const change = firstChange();
  return { ...change, program: { ...change.program, name: branded('x') } };
};

const outcomes = async (store: Store, changes: readonly Change[]): Promise<string[]> =>
  (await store.saveMany(changes)).map((saved) =>
    saved.match(
      () => 'saved',
      ({ type }) => type,
    ),
  );

describe.each(STORES.filter(({ available }) => available))('Many changes at once on $store', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  const storedOf = async ({ program: { siteId } }: Change) => ({
    program: (await store.find(siteId))._unsafeUnwrap(),
    events: (await store.history(siteId, 0, 10))._unsafeUnwrap(),
  });

  it('are stored with their events, first ones and later ones', async () => {
    const firsts = Array.from({ length: 5 }, firstChange);
    expect(await outcomes(store, firsts)).toEqual(firsts.map(() => 'saved'));
    const nexts = firsts.slice(1).map(({ program }) => changeOf(program, 'Reef Club'));
    const others = [firstChange(), ...nexts];
    expect(await outcomes(store, others)).toEqual(others.map(() => 'saved'));
    for (const [index, next] of nexts.entries()) {
      const events = [...(firsts[index + 1]?.events ?? []), ...next.events];
      expect(await storedOf(next)).toEqual({ program: next.program, events });
    }
  });

  it('answer with the stored programs, each its own', async () => {
    const changes = [firstChange(), firstChange()];
    const saved = (await store.saveMany(changes)).map((each) => each._unsafeUnwrap());
    expect(saved).toEqual(changes.map(({ program }) => program));
    expect(saved[0]).not.toBe(changes[0]?.program);
  });

  it('are guarded each by its own revision', async () => {
    const [stored, stale] = [firstChange(), firstChange()];
    await outcomes(store, [stored, stale]);
    const ahead = changeOf({ ...aDraftProgram({ siteId: uniqueSiteId() }), revision: 7 }, 'Reef Club');
    const repeated = {
      ...firstChange(),
      program: { ...firstChange().program, siteId: stale.program.siteId },
    };
    const batch = [changeOf(stored.program, 'Reef Club'), repeated, ahead, firstChange()];
    const answers = await store.saveMany(batch);
    expect(
      answers.map((answer) =>
        answer.match(
          () => 'saved',
          (error) => error,
        ),
      ),
    ).toEqual([
      'saved',
      {
        type: 'RevisionConflict',
        siteId: stale.program.siteId,
        expectedRevision: 0,
        actualRevision: 1,
      },
      { type: 'RevisionConflict', siteId: ahead.program.siteId, expectedRevision: 7, actualRevision: 0 },
      'saved',
    ]);
    expect(await storedOf(stale)).toEqual({ program: stale.program, events: stale.events });
    expect(await storedOf(ahead)).toEqual({ program: undefined, events: [] });
  });

  it('fail alone where the store refuses one of them', async () => {
    const [before, refused, after] = [firstChange(), unstorable(), firstChange()];
    expect(await outcomes(store, [before, refused, after])).toEqual(['saved', 'Rejected', 'saved']);
    expect(await storedOf(before)).toEqual({ program: before.program, events: before.events });
    expect(await storedOf(refused)).toEqual({ program: undefined, events: [] });
    expect(await storedOf(after)).toEqual({ program: after.program, events: after.events });
  });

  it('are stored once where ten batches of the same race', async () => {
    const changes = Array.from({ length: 20 }, firstChange);
    const batches = Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0 ? changes : changes.toReversed(),
    );
    const answers = await Promise.all(batches.map((batch) => outcomes(store, batch)));
    const all = answers.flat();
    expect(all.filter((outcome) => outcome === 'saved')).toHaveLength(changes.length);
    expect(all.filter((outcome) => outcome === 'RevisionConflict')).toHaveLength(9 * changes.length);
    for (const change of changes) {
      expect(await storedOf(change)).toEqual({ program: change.program, events: change.events });
    }
  });

  it('stay as they were asked for when their owner changes them', async () => {
    const change = firstChange();
    const { siteId } = change.program;
    const handed = structuredClone([change, firstChange()]);
    const saving = store.saveMany(handed);
    for (const { program } of handed) Object.assign(program, { name: 'Reef Club', revision: 99 });
    await saving;
    expect((await store.find(siteId))._unsafeUnwrap()).toEqual(change.program);
  });
});
