import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import { describe, expect, it } from 'vitest';
import { CAFE, SHOP, naming } from './support/examples.js';
import { RecordingStore } from './support/recording-store.js';
import { ManualTurns, turns } from './support/turns.js';

const closable = () => {
  const store = new RecordingStore();
  const manual = new ManualTurns();
  const repository = new BatchingLoyaltyProgramRepository(store, {
    saves: true,
    schedule: manual.schedule,
  });
  return { store, manual, repository };
};

describe('closing', () => {
  it('sends what is pending at once', async () => {
    const { store, manual, repository } = closable();
    const answers = Promise.all([
      repository.save(naming(SHOP, 'Stars')),
      repository.save(naming(CAFE, 'Beans')),
      repository.find(SHOP),
    ]);
    const closed = repository.close();
    expect(store.calls).toEqual(['find shop', 'saveMany shop cafe']);
    await closed;
    expect((await answers).map((answer) => answer.isOk())).toEqual([true, true, true]);
    manual.end();
    expect(store.calls).toHaveLength(2);
  });

  it('waits for all calls under way, earlier turns included', async () => {
    const { store, manual, repository } = closable();
    const log: string[] = [];
    const release = store.hold();
    const earlier = repository.find(SHOP).then(() => log.push('earlier'));
    manual.end();
    await turns(2);
    const releaseLater = store.hold();
    const later = repository.save(naming(SHOP, 'Stars')).then(() => log.push('later'));
    const closed = repository.close().then(() => log.push('closed'));
    await turns(2);
    expect(log).toEqual([]);
    releaseLater();
    await turns(2);
    expect(log).toEqual(['later']);
    release();
    await Promise.all([earlier, later, closed]);
    expect(log).toEqual(['later', 'earlier', 'closed']);
  });

  it('is immediate if nothing is under way, and can be repeated', async () => {
    const { store, repository } = closable();
    await repository.close();
    await repository.close();
    expect(store.calls).toEqual([]);
  });

  it('sends later calls directly to the store', async () => {
    const { store, manual, repository } = closable();
    await repository.close();
    const saving = repository.save(naming(SHOP, 'Stars'));
    const finding = Promise.all([repository.find(SHOP), repository.find(SHOP)]);
    expect(store.calls).toEqual(['save shop', 'find shop', 'find shop']);
    expect((await saving)._unsafeUnwrap().revision).toBe(1);
    await finding;
    expect(manual.due).toBe(0);
  });
});

describe('what is not batched', () => {
  it('goes directly to the store: findMany, history and erase', async () => {
    const { store, repository } = closable();
    (await store.memory.save(naming(SHOP, 'Stars')))._unsafeUnwrap();
    const found = repository.findMany([SHOP, CAFE]);
    const told = repository.history(SHOP, 0, 10);
    expect(store.calls).toEqual(['findMany shop cafe', 'history shop']);
    expect([...(await found)._unsafeUnwrap().keys()]).toEqual([SHOP]);
    expect((await told)._unsafeUnwrap().length).toBeGreaterThan(0);
    const erased = repository.erase(SHOP);
    expect(store.calls.at(-1)).toBe('erase shop');
    (await erased)._unsafeUnwrap();
    expect((await store.memory.find(SHOP))._unsafeUnwrap()).toBeUndefined();
  });
});
