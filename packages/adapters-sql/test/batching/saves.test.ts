import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import { type LoyaltyProgramRepository, siteIdOf } from '@loyalty-programs/core';
import type { Change, SaveResult } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { BatchSavingMemory } from './support/batch-saving-memory.js';
import { BAR, CAFE, SHOP, naming } from './support/examples.js';
import { RecordingStore } from './support/recording-store.js';
import { ManualTurns } from './support/turns.js';

const saves = true;

/** What each save came to: the revision that is stored, or the type of the error. */
const outcomesOf = (answers: readonly SaveResult[]) =>
  answers.map((answer) =>
    answer.match(
      ({ revision }) => revision,
      ({ type }) => type,
    ),
  );

const saveAll = async (repository: BatchingLoyaltyProgramRepository, changes: readonly Change[]) =>
  outcomesOf(await Promise.all(changes.map((change) => repository.save(change))));

describe('saves of one turn', () => {
  it('become one saveMany if the host enables it', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    const changes = [SHOP, CAFE, BAR].map((site) => naming(site, `Of ${site}`));
    const saved = await Promise.all(changes.map((change) => repository.save(change)));
    expect(saved.map((answer) => answer._unsafeUnwrap())).toEqual(changes.map(({ program }) => program));
    expect(store.calls).toEqual(['saveMany shop cafe bar']);
  });

  it.each([undefined, false])('stay saves if it does not: %s', async (chosen) => {
    const store = new RecordingStore();
    const options = chosen === undefined ? {} : { saves: chosen };
    const repository = new BatchingLoyaltyProgramRepository(store, options);
    const saving = saveAll(repository, [naming(SHOP, 'Stars'), naming(CAFE, 'Beans')]);
    expect(store.calls).toEqual(['save shop', 'save cafe']);
    expect(await saving).toEqual([1, 1]);
  });

  it('stay a save if there is only one', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    expect(await saveAll(repository, [naming(SHOP, 'Stars')])).toEqual([1]);
    expect(store.calls).toEqual(['save shop']);
  });

  it('of one site never share a batch, and keep their order', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    const outcomes = await saveAll(repository, [
      naming(SHOP, 'First'),
      naming(CAFE, 'First'),
      naming(SHOP, 'Second', 1),
      naming(SHOP, 'Late', 1),
      naming(CAFE, 'Second', 1),
    ]);
    expect(store.calls).toEqual(['saveMany shop cafe', 'saveMany shop cafe', 'save shop']);
    expect(outcomes).toEqual([1, 1, 2, 'RevisionConflict', 2]);
  });

  it('are split beyond the batch limit', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves, maxBatchSize: 2 });
    const sites = ['a', 'b', 'c', 'a', 'd', 'e', 'b'].map((site) => siteIdOf(site));
    await saveAll(
      repository,
      sites.map((site) => naming(site, 'Stars')),
    );
    expect(store.calls).toEqual(['saveMany a b', 'saveMany c d', 'save e', 'saveMany a b']);
  });

  it('are unaffected by a caller that mutates the change', async () => {
    const store = new RecordingStore();
    const manual = new ManualTurns();
    const { schedule } = manual;
    const repository = new BatchingLoyaltyProgramRepository(store, { saves, schedule });
    const change = naming(SHOP, 'Stars');
    const saving = repository.save(change);
    Reflect.set(change.program, 'name', 'spoilt');
    Reflect.set(change.program, 'siteId', CAFE);
    manual.end();
    expect((await saving)._unsafeUnwrap().name).toBe('Stars');
    expect((await store.memory.find(SHOP))._unsafeUnwrap()?.name).toBe('Stars');
  });
});

describe('a save that fails', () => {
  it('fails for its caller only', async () => {
    const store = new RecordingStore();
    (await store.memory.save(naming(CAFE, 'Beans')))._unsafeUnwrap();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    const changes = [SHOP, CAFE, BAR].map((site) => naming(site, 'Stars'));
    expect(await saveAll(repository, changes)).toEqual([1, 'RevisionConflict', 1]);
    expect(store.calls).toEqual(['saveMany shop cafe bar']);
  });

  it('gets the error of the store', async () => {
    const store = new RecordingStore();
    store.memory.breakDown();
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    const [first] = await Promise.all([SHOP, CAFE].map((site) => repository.save(naming(site, 'Stars'))));
    expect(first?._unsafeUnwrapErr()).toEqual({
      type: 'RepositoryUnavailable',
      cause: 'broken down on purpose',
    });
  });
});

describe('a store that breaks the contract of saveMany', () => {
  const cause = new Error('against its promise');
  const changes = [SHOP, CAFE, BAR].map((site) => naming(site, 'Stars'));
  const repositoryOn = (saveMany: LoyaltyProgramRepository['saveMany']) => {
    const store = new BatchSavingMemory();
    store.saveMany = saveMany;
    return new BatchingLoyaltyProgramRepository(store, { saves });
  };

  it.each([
    [
      'throws',
      () => {
        throw cause;
      },
    ],
    ['rejects', () => Promise.reject(cause)],
  ])('is taken for unavailable by all who asked: it %s', async (_, saveMany) => {
    const repository = repositoryOn(saveMany);
    const answers = await Promise.all(changes.map((change) => repository.save(change)));
    const error = { type: 'RepositoryUnavailable', cause };
    expect(answers.map((answer) => answer._unsafeUnwrapErr())).toEqual([error, error, error]);
    await repository.close();
  });

  it('is unavailable for callers without a result', async () => {
    const memory = new BatchSavingMemory();
    const repository = repositoryOn(async (asked) => (await memory.saveMany(asked)).slice(0, 2));
    expect(await saveAll(repository, changes)).toEqual([1, 1, 'RepositoryUnavailable']);
  });

  it.each([[undefined], [null], [{}]])('is unavailable if it returns %j', async (nonsense) => {
    const store = new BatchSavingMemory();
    Reflect.set(store, 'saveMany', () => Promise.resolve(nonsense));
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    expect(await saveAll(repository, changes)).toEqual(changes.map(() => 'RepositoryUnavailable'));
  });

  it('is unavailable for a single caller too', async () => {
    const store = new BatchSavingMemory();
    store.save = () => Promise.reject(cause);
    const repository = new BatchingLoyaltyProgramRepository(store, { saves });
    expect(await saveAll(repository, [naming(SHOP, 'Stars')])).toEqual(['RepositoryUnavailable']);
  });
});
