import {
  type LoyaltyProgramRepositoryCheck,
  loyaltyProgramRepositoryChecks,
} from '@loyalty-programs/contract-tests';
import { describeLoyaltyProgramRepository } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { harnessOf } from './faulty-repositories/fault.js';
import { repositoryFaults } from './faulty-repositories/index.js';
import { failuresOf } from './failures-of.js';
import { remoteLikeHarness } from './remote-like-repository.js';

/** Meets many faults by chance: it may fail beside the checks that have to. */
const PROPERTY: LoyaltyProgramRepositoryCheck = 'returns the programs and events of any sequence of changes';

describeLoyaltyProgramRepository('without a fault', () => harnessOf(() => ({})));

describeLoyaltyProgramRepository('with a clock and callers of its own', remoteLikeHarness);

describe('the suite of LoyaltyProgramRepository notices a repository that', () => {
  it.each(Object.entries(repositoryFaults))('%s', async (_, { inject, fails }) => {
    const { [PROPERTY]: byChance, ...failures } = await failuresOf(loyaltyProgramRepositoryChecks, () =>
      harnessOf(inject),
    );
    const noticed = PROPERTY in fails ? { ...failures, [PROPERTY]: byChance } : failures;
    expect(noticed).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of LoyaltyProgramRepository', () => {
  const noticing = new Set(Object.values(repositoryFaults).flatMap(({ fails }) => Object.keys(fails)));

  it.each(Object.keys(loyaltyProgramRepositoryChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
