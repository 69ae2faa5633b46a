import { type LoyaltyProgramsCheck, loyaltyProgramsChecks, runCheck } from '@loyalty-programs/contract-tests';
import type { LoyaltyPrograms, RemoteError } from '@loyalty-programs/core';
import { invalidInput, isNonEmpty } from '@loyalty-programs/core/adapter-kit';
import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { localHarness } from './harness.js';

type Fault = (programs: LoyaltyPrograms<RemoteError>) => Partial<LoyaltyPrograms<RemoteError>>;

const FAULTS: Readonly<Record<string, readonly [fault: Fault, noticedBy: LoyaltyProgramsCheck]>> = {
  'ignores the expected revision': [
    (programs) => ({ pause: (siteId) => programs.pause(siteId) }),
    'changes nothing under a stale revision',
  ],
  'ignores the signal': [
    (programs) => ({ get: (siteId) => programs.get(siteId) }),
    'does nothing when the signal is aborted already',
  ],
  'ignores the account': [
    (programs) => ({ bulkGet: (siteIds) => programs.bulkGet(siteIds) }),
    'narrows many programs to an account',
  ],
  'names one violation only': [
    (programs) => ({
      update: (...call) =>
        programs.update(...call).mapErr((error) => {
          const first = error.type === 'InvalidInput' ? error.violations.slice(0, 1) : [];
          return isNonEmpty(first) ? invalidInput(first) : error;
        }),
    }),
    'names every violation of an update, and changes nothing',
  ],
  'sends updates as JSON': [
    (programs) => ({
      update: (siteId, input, options) => {
        const unvalidated: unknown = JSON.parse(
          JSON.stringify('unvalidated' in input ? input.unvalidated : input),
        );
        return programs.update(siteId, { unvalidated }, options);
      },
    }),
    'names what is wrong with values that JSON does not know',
  ],
  'tells the first page of history only': [
    (programs) => ({
      history: (siteId, options) => programs.history(siteId, { ...options, afterRevision: 0 }),
    }),
    'names everything that is wrong with a range of history',
  ],
  'does not erase': [
    () => ({ erase: () => okAsync(undefined) }),
    'starts anew after erasing, installed or not',
  ],
};

describe('the suite of LoyaltyPrograms notices an implementation that', () => {
  it.each(Object.entries(FAULTS))('%s', async (_, [fault, noticedBy]) => {
    const makeHarness = () => {
      const harness = localHarness();
      return { ...harness, programs: { ...harness.programs, ...fault(harness.programs) } };
    };
    await expect(runCheck(loyaltyProgramsChecks[noticedBy], makeHarness)).rejects.toThrow();
  });
});
