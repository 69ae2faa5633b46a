import { NOT_INSTALLED, isNoChange } from '@loyalty-programs/core/adapter-kit';
import {
  aBareInstallation,
  aContext,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  anInstallation,
  operationRequests,
} from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { perform } from '../support/perform.js';
import { theError, unexpected } from '../support/outcomes.js';

const programs = fc.constantFrom(
  aDraftProgram(),
  aDraftProgram({ update: { name: 'Star Club' }, expirationEnabled: true }),
  anActiveProgram(),
  aPausedProgram({ expirationEnabled: true }),
);

describe('a repeated operation', () => {
  test('changes nothing, even if its preconditions no longer hold', () => {
    fc.assert(
      fc.property(programs, operationRequests(), (program, request) => {
        const change = perform(request, program, anInstallation(), aContext());
        if (change.isErr()) return;
        const { revision } = change.value.program;
        for (const installation of [anInstallation(), aBareInstallation()]) {
          const later = aContext({ now: aContext().now + 1_000_000 });
          const again = perform(request, change.value.program, installation, later)._unsafeUnwrap();
          expect(isNoChange(again)).toBe(true);
          expect(again).toEqual({ baseRevision: revision, program: change.value.program, events: [] });
          expect(again.program).toBe(change.value.program);
        }
      }),
    );
  });

  test('does not mutate the earlier program', () => {
    fc.assert(
      fc.property(programs, operationRequests(), (program, request) => {
        const before = structuredClone(program);
        const outcome = perform(request, program, anInstallation(), aContext());
        expect([true, false]).toContain(outcome.isOk());
        expect(program).toEqual(before);
      }),
    );
  });

  test('is refused without an installation if it has preconditions', () => {
    const program = anActiveProgram({ expirationEnabled: true });
    for (const operation of ['activate', 'enablePointsExpiration'] as const) {
      expect(perform({ operation }, program, NOT_INSTALLED, aContext()).match(unexpected, theError)).toEqual({
        type: 'PreconditionsNotMet',
        unmet: ['LoyaltyNotInstalled'],
      });
    }
  });
});
