import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import { siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { BatchSavingMemory } from './support/batch-saving-memory.js';
import { BAR, CAFE, SHOP, naming } from './support/examples.js';
import { RecordingStore } from './support/recording-store.js';
import { ManualTurns, turns } from './support/turns.js';

const sites = (count: number) => Array.from({ length: count }, (_, at) => siteIdOf(`site-${at}`));

const nameIn = (repository: BatchingLoyaltyProgramRepository, siteId = SHOP) =>
  repository.find(siteId).then((found) => found._unsafeUnwrap()?.name);

describe('finds of one turn', () => {
  it('become one findMany, and each caller gets its program', async () => {
    const store = new RecordingStore();
    for (const site of [SHOP, CAFE]) (await store.memory.save(naming(site, `Of ${site}`)))._unsafeUnwrap();
    const repository = new BatchingLoyaltyProgramRepository(store);
    const names = await Promise.all([CAFE, BAR, SHOP].map((site) => nameIn(repository, site)));
    expect(names).toEqual(['Of cafe', undefined, 'Of shop']);
    expect(store.calls).toEqual(['findMany cafe bar shop']);
  });

  it('are not sent before the turn ends', async () => {
    const store = new RecordingStore();
    const manual = new ManualTurns();
    const repository = new BatchingLoyaltyProgramRepository(store, manual);
    const first = repository.find(SHOP);
    await turns(2);
    const second = repository.find(CAFE);
    expect([store.calls, manual.due]).toEqual([[], 1]);
    manual.end();
    await Promise.all([first, second]);
    expect(store.calls).toEqual(['findMany shop cafe']);
  });

  it('stay a find if there is only one', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    expect(await nameIn(repository)).toBeUndefined();
    (await store.memory.save(naming(SHOP, 'Stars')))._unsafeUnwrap();
    expect(await nameIn(repository)).toBe('Stars');
    expect(store.calls).toEqual(['find shop', 'find shop']);
  });

  it('request a site once for several callers', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    await Promise.all([SHOP, SHOP, SHOP].map((site) => repository.find(site)));
    await Promise.all([SHOP, CAFE, SHOP].map((site) => repository.find(site)));
    expect(store.calls).toEqual(['find shop', 'findMany shop cafe']);
  });

  it.each([[[SHOP, SHOP, SHOP]], [[SHOP, CAFE, SHOP, SHOP]]])(
    'give each caller its own copy: %j',
    async (asked) => {
      const store = new RecordingStore();
      const program = (await store.memory.save(naming(SHOP, 'Stars')))._unsafeUnwrap();
      const repository = new BatchingLoyaltyProgramRepository(store);
      const spoiling = asked.map(async (site) => {
        const found = (await repository.find(site))._unsafeUnwrap();
        const seen = structuredClone(found);
        if (found !== undefined) {
          Reflect.set(found, 'name', 'spoilt');
          Reflect.set(found.pointDefinition, 'icon', 'spoilt');
        }
        return seen;
      });
      const seen = (await Promise.all(spoiling)).filter((each) => each !== undefined);
      expect(seen).toEqual([program, program, program]);
    },
  );

  it('are split beyond the batch limit', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store, { maxBatchSize: 2 });
    const asked = ['a', 'b', 'a', 'c', 'd', 'b', 'e'].map((site) => siteIdOf(site));
    await Promise.all(asked.map((site) => repository.find(site)));
    expect(store.calls).toEqual(['findMany a b', 'findMany c d', 'find e']);
  });

  it('are limited to 128 sites by default', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    await Promise.all(sites(300).map((site) => repository.find(site)));
    expect(store.calls.map((call) => call.split(' ').length - 1)).toEqual([128, 128, 44]);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('cannot be split by %s', (maxBatchSize) => {
    expect(() => new BatchingLoyaltyProgramRepository(new RecordingStore(), { maxBatchSize })).toThrow(
      RangeError,
    );
  });
});

describe('a find that comes while another is under way', () => {
  it('does not join it, and sees what was saved in between', async () => {
    const store = new RecordingStore();
    const repository = new BatchingLoyaltyProgramRepository(store);
    const answerEarlier = store.hold();
    const earlier = nameIn(repository);
    await turns(3);
    store.hold()();
    (await repository.save(naming(SHOP, 'Stars')))._unsafeUnwrap();
    expect(await nameIn(repository)).toBe('Stars');
    answerEarlier();
    expect(await earlier).toBeUndefined();
  });

  it('does not join it, and sees what was erased in between', async () => {
    const store = new RecordingStore();
    (await store.memory.save(naming(SHOP, 'Stars')))._unsafeUnwrap();
    const repository = new BatchingLoyaltyProgramRepository(store);
    const answerEarlier = store.hold();
    const earlier = Promise.all([nameIn(repository), nameIn(repository, CAFE)]);
    await turns(3);
    store.hold()();
    (await repository.erase(SHOP))._unsafeUnwrap();
    expect(await nameIn(repository)).toBeUndefined();
    answerEarlier();
    expect(await earlier).toEqual(['Stars', undefined]);
  });
});

describe('finds that fail together', () => {
  it('each get their own copy of the error of the store', async () => {
    const store = new RecordingStore();
    store.memory.breakDown();
    const repository = new BatchingLoyaltyProgramRepository(store);
    const answers = await Promise.all([SHOP, CAFE, SHOP].map((site) => repository.find(site)));
    const errors = answers.map((answer) => answer._unsafeUnwrapErr());
    const error = { type: 'RepositoryUnavailable', cause: 'broken down on purpose' };
    expect(errors).toEqual([error, error, error]);
    expect(new Set(errors).size).toBe(3);
    expect(store.calls).toEqual(['findMany shop cafe']);
  });

  it('do not affect other batches', async () => {
    class HalfDown extends BatchSavingMemory {
      override findMany: BatchSavingMemory['findMany'] = (siteIds) =>
        siteIds.includes(CAFE)
          ? Promise.resolve(err({ type: 'RepositoryUnavailable' }))
          : super.findMany(siteIds);
    }
    const repository = new BatchingLoyaltyProgramRepository(new HalfDown(), { maxBatchSize: 2 });
    const asked = [SHOP, BAR, CAFE, siteIdOf('spa')];
    const answers = await Promise.all(asked.map((site) => repository.find(site)));
    expect(answers.map((answer) => answer.isOk())).toEqual([true, true, false, false]);
  });

  const cause = new Error('against its promise');
  const throwing = () => {
    throw cause;
  };
  it.each([
    ['throws', throwing],
    ['rejects', () => Promise.reject(cause)],
  ])('are told so where the store %s', async (_, broken) => {
    class Broken extends BatchSavingMemory {
      override find: BatchSavingMemory['find'] = broken;
      override findMany: BatchSavingMemory['findMany'] = broken;
    }
    const repository = new BatchingLoyaltyProgramRepository(new Broken());
    const error = { type: 'RepositoryUnavailable', cause };
    for (const asked of [[SHOP], [SHOP, CAFE]]) {
      const answers = await Promise.all(asked.map((site) => repository.find(site)));
      expect(answers.map((answer) => answer._unsafeUnwrapErr())).toEqual(asked.map(() => error));
    }
    await repository.close();
  });

  it('report an outage if the result of the store cannot be copied', async () => {
    class Odd extends BatchSavingMemory {
      override find: BatchSavingMemory['find'] = () => {
        const { program } = naming(SHOP, 'Stars');
        const get = (): never => {
          throw new Error('odd');
        };
        return Promise.resolve(ok(Object.defineProperty({ ...program }, 'odd', { enumerable: true, get })));
      };
    }
    const repository = new BatchingLoyaltyProgramRepository(new Odd());
    const answers = await Promise.all([SHOP, SHOP].map((site) => repository.find(site)));
    expect(answers.map((answer) => answer._unsafeUnwrapErr().type)).toEqual(
      Array.from({ length: 2 }, () => 'RepositoryUnavailable'),
    );
  });
});
