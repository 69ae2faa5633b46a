import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/postgres';
import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgramRepository } from '@loyalty-programs/core';
import { type Change, programFrom, update, valueOf } from '@loyalty-programs/core/adapter-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { postgresPool, sqliteDatabase } from '@loyalty-programs/testing/stores/databases';

afterAll(cleanUp);

const STORES: readonly {
  readonly store: string;
  readonly available: boolean;
  readonly open: () => Promise<LoyaltyProgramRepository>;
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

const validChange = (): Change =>
  update(
    aDraftProgram({ siteId: uniqueSiteId() }),
    { name: 'Harbour Club', pointDefinition: { customName: 'Shells' } },
    aContext(),
  )._unsafeUnwrap();

/** A change that only a constraint of the database refuses. */
const unstorable = (): Change => {
  const change = validChange();
  const { program } = change;
  return {
    ...change,
    program: programFrom(program, (field) => (field.path === 'name' ? 'x' : valueOf(program, field))),
  };
};

describe.each(STORES.filter(({ available }) => available))('A batch on $store', ({ open }) => {
  it('saves the other changes if the database refuses one', async () => {
    const store = await open();
    const [before, refused, after] = [validChange(), unstorable(), validChange()];
    const results = await store.saveMany([before, refused, after]);
    expect(
      results.map((result) =>
        result.match(
          () => 'saved',
          ({ type }) => type,
        ),
      ),
    ).toEqual(['saved', 'Rejected', 'saved']);
    for (const [{ program, events }, isSaved] of [
      [before, true],
      [refused, false],
      [after, true],
    ] as const) {
      expect((await store.find(program.siteId))._unsafeUnwrap()).toEqual(isSaved ? program : undefined);
      expect((await store.history(program.siteId, 0, 10))._unsafeUnwrap()).toEqual(isSaved ? events : []);
    }
  });
});
