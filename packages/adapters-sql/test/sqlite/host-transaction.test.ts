import { SqliteLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from './support/temporary-database.js';

const firstChange = (): Change =>
  update(aDraftProgram({ siteId: uniqueSiteId() }), { name: 'Harbour Club' }, aContext())._unsafeUnwrap();

describe("In a host's transaction on SQLite a change", () => {
  let temporary: TemporaryDatabase;
  let repository: SqliteLoyaltyProgramRepository;
  beforeAll(() => {
    temporary = temporaryDatabase();
    repository = new SqliteLoyaltyProgramRepository(temporary.database);
  });
  afterAll(() => {
    temporary.dispose();
  });

  const revisionsOf = async ({ program: { siteId } }: Change): Promise<unknown> => [
    (await repository.find(siteId))._unsafeUnwrap()?.revision,
    (await repository.history(siteId, 0, 10))._unsafeUnwrap().length,
  ];

  it.each([
    ['ROLLBACK', [undefined, 0]],
    ['COMMIT', [1, 1]],
  ])('takes part in its %s', async (end, expected) => {
    const changes = [firstChange(), firstChange(), firstChange()];
    temporary.database.exec('BEGIN');
    for (const change of changes.slice(1)) (await repository.save(change))._unsafeUnwrap();
    await repository.saveMany(changes.slice(0, 1));
    temporary.database.exec(end);
    for (const change of changes) expect(await revisionsOf(change)).toEqual(expected);
  });

  it('that conflicts leaves the transaction unchanged', async () => {
    const [taken, free] = [firstChange(), firstChange()];
    (await repository.save(taken))._unsafeUnwrap();
    temporary.database.exec('BEGIN');
    const refused = (await repository.save(taken)).match(String, ({ type }) => type);
    (await repository.save(free))._unsafeUnwrap();
    temporary.database.exec('COMMIT');
    expect(refused).toBe('RevisionConflict');
    expect(await revisionsOf(free)).toEqual([1, 1]);
  });
});
