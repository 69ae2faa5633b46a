import { BatchingLoyaltyProgramRepository } from '@loyalty-programs/adapters-sql/batching';
import type { LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAFE, SHOP, naming } from '../support/examples.js';
import { turns } from '../support/turns.js';
import { type Outcome, type Recorded, isLinearizable } from './register.js';
import { SlowStore } from './slow-store.js';

const SITES: readonly SiteId[] = [SHOP, CAFE];

interface Step {
  readonly call: 'find' | 'save' | 'erase';
  readonly siteId: SiteId;
  /** Turns of the event loop before the call. */
  readonly rest: number;
  /** Whether a save is based on a revision that is past. */
  readonly isStale: boolean;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    call: fc.constantFrom('find', 'find', 'save', 'save', 'erase'),
    siteId: fc.constantFrom(...SITES),
    rest: fc.nat(2),
    isStale: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

const delays = fc.array(fc.nat(3), { minLength: 1, maxLength: 7 });

/** Callers that each call one after another, beside each other. Tells what came of the calls of each site. */
const record = async (
  repository: LoyaltyProgramRepository,
  callers: readonly (readonly Step[])[],
): Promise<ReadonlyMap<SiteId, readonly Recorded[]>> => {
  const calls = new Map<SiteId, Recorded[]>(SITES.map((siteId) => [siteId, []]));
  const known = new Map<SiteId, number>();
  let time = 0;

  const outcomeOf = async ({ call, siteId, isStale }: Step, name: string): Promise<Outcome> => {
    switch (call) {
      case 'find': {
        const program = (await repository.find(siteId))._unsafeUnwrap();
        known.set(siteId, program?.revision ?? 0);
        const found = program && { revision: program.revision, name: String(program.name) };
        return { call, found };
      }
      case 'erase':
        (await repository.erase(siteId))._unsafeUnwrap();
        known.set(siteId, 0);
        return { call };
      case 'save': {
        const base = Math.max(0, (known.get(siteId) ?? 0) - (isStale ? 1 : 0));
        const saved = await repository.save(naming(siteId, name, base));
        if (saved.isOk()) known.set(siteId, saved.value.revision);
        else expect(saved.error.type).toBe('RevisionConflict');
        return { call, base, name, isSaved: saved.isOk() };
      }
    }
  };

  await Promise.all(
    callers.map(async (caller, number) => {
      for (const [at, step] of caller.entries()) {
        await turns(step.rest);
        const begun = (time += 1);
        const outcome = await outcomeOf(step, `Call ${at} of caller ${number}`);
        calls.get(step.siteId)?.push({ outcome, begun, ended: (time += 1) });
      }
    }),
  );
  return calls;
};

const found = (revision: number, name: string): Outcome => ({ call: 'find', found: { revision, name } });
const saved = (base: number, name: string): Outcome => ({ call: 'save', base, name, isSaved: true });

describe('concurrent calls', () => {
  it('are linearizable', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 2, maxLength: 4 }),
        delays,
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        async (callers, delaysOfStore, saves, maxBatchSize) => {
          const store = new SlowStore(delaysOfStore);
          const repository = new BatchingLoyaltyProgramRepository(store, { saves, maxBatchSize });
          for (const [siteId, calls] of await record(repository, callers)) {
            expect([siteId, isLinearizable(calls), calls]).toEqual([siteId, true, calls]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<readonly [boolean, string, readonly Recorded[]]>([
    [
      true,
      'a find beside a save sees it',
      [
        { outcome: saved(0, 'A'), begun: 1, ended: 4 },
        { outcome: found(1, 'A'), begun: 2, ended: 3 },
      ],
    ],
    [
      false,
      'a find after a save misses it',
      [
        { outcome: saved(0, 'A'), begun: 1, ended: 2 },
        { outcome: { call: 'find', found: undefined }, begun: 3, ended: 4 },
      ],
    ],
    [
      false,
      'two saves with one base win',
      [
        { outcome: saved(0, 'A'), begun: 1, ended: 4 },
        { outcome: saved(0, 'B'), begun: 2, ended: 3 },
      ],
    ],
    [
      false,
      'a find sees what was erased before',
      [
        { outcome: saved(0, 'A'), begun: 1, ended: 2 },
        { outcome: { call: 'erase' }, begun: 3, ended: 4 },
        { outcome: found(1, 'A'), begun: 5, ended: 6 },
      ],
    ],
  ])('are judged rightly: %s where %s', (expected, _, calls) => {
    expect(isLinearizable(calls)).toBe(expected);
  });
});
