import type { LoyaltyProgram, RevisionConflict } from '@loyalty-programs/core';
import { type Change, MAX_RETRIES } from '@loyalty-programs/core/adapter-kit';
import { aDraftProgram } from '@loyalty-programs/contract-tests';
import { type Result, err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { SITE, programsOn } from '../support/ports.js';
import { theError, unexpected } from '../support/outcomes.js';

/** A store in which another process is faster, so many times. */
const aBusyStore = (fasterOthers: number) => {
  const tries: number[] = [];
  let stored = aDraftProgram({ siteId: SITE, update: { name: 'Theirs' } });
  return {
    tries,
    find: () => Promise.resolve(ok(stored)),
    save: (change: Change): Promise<Result<LoyaltyProgram, RevisionConflict>> => {
      tries.push(change.baseRevision);
      if (tries.length > fasterOthers) return Promise.resolve(ok(change.program));
      stored = { ...stored, revision: stored.revision + 1 };
      const conflict = {
        type: 'RevisionConflict' as const,
        siteId: SITE,
        expectedRevision: change.baseRevision,
      };
      return Promise.resolve(err(conflict));
    },
  };
};

describe('a change that loses a race to another process', () => {
  test('is decided again on the new state', async () => {
    const store = aBusyStore(3);
    const after = (await programsOn(store).pause(SITE)).match(unexpected, theError);
    expect(after.type).toBe('StatusTransitionNotAllowed');
    const saved = await programsOn(store).update(SITE, { pointDefinition: { customName: 'Ours' } });
    expect(saved._unsafeUnwrap()).toMatchObject({
      name: 'Theirs',
      revision: 5,
      pointDefinition: { customName: 'Ours' },
    });
    expect(store.tries).toEqual([1, 2, 3, 4]);
  });

  test('is retried at most ten times', async () => {
    expect(MAX_RETRIES).toBe(10);
    const lucky = aBusyStore(10);
    (await programsOn(lucky).update(SITE, { name: 'Ours' }))._unsafeUnwrap();
    const unlucky = aBusyStore(11);
    expect((await programsOn(unlucky).update(SITE, { name: 'Ours' })).match(unexpected, theError)).toEqual({
      type: 'TooMuchContention',
      siteId: SITE,
      attempts: 11,
    });
    expect(unlucky.tries).toHaveLength(11);
  });

  test('with an expected revision does not overwrite the other', async () => {
    const store = aBusyStore(1);
    const answer = await programsOn(store).update(SITE, { name: 'Ours' }, { expectedRevision: 1 });
    expect(answer.match(unexpected, theError)).toEqual({
      type: 'RevisionConflict',
      siteId: SITE,
      expectedRevision: 1,
      actualRevision: 2,
    });
    expect(store.tries).toEqual([1]);
  });

  test('succeeds if the other made the same change', async () => {
    const store = aBusyStore(1);
    const find = () =>
      Promise.resolve(
        ok(
          store.tries.length === 0 ? undefined : aDraftProgram({ siteId: SITE, update: { name: 'Theirs' } }),
        ),
      );
    const answer = await programsOn({ ...store, find }).update(
      SITE,
      { name: 'Theirs' },
      { expectedRevision: 0 },
    );
    expect(answer._unsafeUnwrap().revision).toBe(1);
    expect(store.tries).toHaveLength(1);
  });
});
