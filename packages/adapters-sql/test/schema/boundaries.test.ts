import { PostgresLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/postgres';
import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { INSTALLED_ON, aContext, updateInputs, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram, LoyaltyProgramRepository } from '@loyalty-programs/core';
import { type Change, untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { postgresPool, sqliteDatabase } from '@loyalty-programs/testing/stores/databases';
import { BOUNDARIES } from './boundaries.js';

afterAll(cleanUp);

/** A first change that leads to this program, whatever it holds. */
const changeTo = (program: LoyaltyProgram): Change => ({
  baseRevision: 0,
  program,
  events: [
    {
      type: 'ProgramActivated',
      siteId: program.siteId,
      revision: 1,
      ordinal: 0,
      time: program.updatedDate,
      actor: null,
      causedBy: null,
      before: { status: 'DRAFT' },
      after: { status: 'ACTIVE' },
    },
  ],
});

const outcomeOf = async (repository: LoyaltyProgramRepository, program: LoyaltyProgram): Promise<unknown> => {
  const saved = await repository.save(changeTo(program));
  const stored = (await repository.find(program.siteId))._unsafeUnwrap();
  return saved.match(
    () => stored,
    ({ type }) => (stored === undefined ? type : 'half-written'),
  );
};

const stores = [
  {
    store: 'SQLite',
    available: true,
    open: async () => Promise.resolve(new SqliteLoyaltyProgramRepository(sqliteDatabase().database)),
  },
  {
    store: 'PostgreSQL',
    available: postgresAvailable,
    open: async () => new PostgresLoyaltyProgramRepository((await postgresPool()).pool),
  },
];

describe.each(stores.filter(({ available }) => available))('The tables on $store', ({ open }) => {
  let repository: LoyaltyProgramRepository;
  beforeAll(async () => {
    repository = await open();
  });

  it.each(BOUNDARIES)('accept and refuse $what as the core does', async ({ allowed, refused }) => {
    for (const program of allowed) expect(await outcomeOf(repository, program)).toEqual(program);
    for (const program of refused) expect(await outcomeOf(repository, program)).toBe('Rejected');
  });

  it('accept whatever the core accepts', async () => {
    await fc.assert(
      fc.asyncProperty(updateInputs(), async (input) => {
        const draft = untouchedDraft(uniqueSiteId(), INSTALLED_ON);
        const change = update(draft, input, aContext())._unsafeUnwrap();
        fc.pre(change.events.length > 0);
        (await repository.save(change))._unsafeUnwrap();
        expect((await repository.find(draft.siteId))._unsafeUnwrap()).toEqual(change.program);
        expect((await repository.history(draft.siteId, 0, 1))._unsafeUnwrap()).toEqual(change.events);
      }),
      { numRuns: 1000 },
    );
  });
});
