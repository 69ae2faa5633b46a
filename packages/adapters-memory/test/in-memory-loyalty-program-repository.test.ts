import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { describeLoyaltyProgramRepository } from '@loyalty-programs/contract-tests/vitest';
import { siteIdOf } from '@loyalty-programs/core';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';

describeLoyaltyProgramRepository('in memory', () => {
  const repository = new InMemoryLoyaltyProgramRepository();
  return {
    repository,
    breakConnection: () => {
      repository.breakDown();
    },
    dispose: () => undefined,
  };
});

describe('InMemoryLoyaltyProgramRepository', () => {
  const siteId = siteIdOf('shop');
  const change = update(untouchedDraft(siteId, 0), { name: 'Stars' }, { now: 1, actor: null });

  it('has all its data once it is restored after an outage', async () => {
    const repository = new InMemoryLoyaltyProgramRepository();
    const saved = (await repository.save(change._unsafeUnwrap()))._unsafeUnwrap();
    repository.breakDown();
    const duringBreakdown = await repository.find(siteId);
    expect(duringBreakdown.isErr()).toBe(true);
    repository.restore();
    expect((await repository.find(siteId))._unsafeUnwrap()).toEqual(saved);
    expect((await repository.history(siteId, 0, 10))._unsafeUnwrap()).toHaveLength(1);
  });

  it('stores nothing of a change made during an outage', async () => {
    const repository = new InMemoryLoyaltyProgramRepository();
    repository.breakDown();
    const duringBreakdown = await repository.save(change._unsafeUnwrap());
    expect(duringBreakdown.isErr()).toBe(true);
    repository.restore();
    expect((await repository.find(siteId))._unsafeUnwrap()).toBeUndefined();
  });

  it('shares nothing with other instances', async () => {
    const [one, other] = [new InMemoryLoyaltyProgramRepository(), new InMemoryLoyaltyProgramRepository()];
    (await one.save(change._unsafeUnwrap()))._unsafeUnwrap();
    expect((await other.find(siteId))._unsafeUnwrap()).toBeUndefined();
  });
});
