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
    'changes nothing if the expected revision is stale',
  ],
  'ignores the signal': [
    (programs) => ({ get: (siteId) => programs.get(siteId) }),
    'does nothing if the signal is already aborted',
  ],
  'ignores the account': [
    (programs) => ({ bulkGet: (siteIds) => programs.bulkGet(siteIds) }),
    'limits many programs to an account',
  ],
  'names one violation only': [
    (programs) => ({
      update: (...call) =>
        programs.update(...call).mapErr((error) => {
          const first = error.type === 'InvalidInput' ? error.violations.slice(0, 1) : [];
          return isNonEmpty(first) ? invalidInput(first) : error;
        }),
    }),
    'reports every violation of an update and changes nothing',
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
    'reports violations for values that JSON cannot express',
  ],
  'returns only the first page of a history': [
    (programs) => ({
      history: (siteId, options) => programs.history(siteId, { ...options, afterRevision: 0 }),
    }),
    'reports every violation in the range of a history',
  ],
  'does not erase': [
    () => ({ erase: () => okAsync(undefined) }),
    'starts again after an erasure, installed or not',
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
