import { update } from '@loyalty-programs/core/adapter-kit';
import { aContext, aDraftProgram, aPausedProgram, anActiveProgram } from '@loyalty-programs/contract-tests';
import { describe, expect, test } from 'vitest';
import { no, theError, unexpected, yes } from '../support/outcomes.js';
import { named } from '../support/violations.js';

const refused = (input: unknown, program = anActiveProgram()) =>
  named(update(program, input, aContext()).match(unexpected, theError).violations);

describe('what an update refuses', () => {
  test('all violations are reported at once, and name their field', () => {
    expect(
      refused({
        name: '',
        pointDefinition: { customName: 'x'.repeat(21), icon: { url: 'data:x', width: -1 } },
        pointsExpiration: { monthsOfInactivity: 13, expiringPointsPercentage: 0 },
      }),
    ).toEqual([
      'name MIN_LENGTH',
      'pointDefinition.customName MAX_LENGTH',
      'pointDefinition.icon.url FORMAT',
      'pointDefinition.icon.width MIN',
      'pointsExpiration.monthsOfInactivity MAX',
      'pointsExpiration.expiringPointsPercentage MIN',
    ]);
  });

  test('an update must be an object', () => {
    for (const missing of [undefined, null]) expect(refused(missing)).toEqual([' REQUIRED_FIELD']);
    for (const other of ['', 0, [], true]) expect(refused(other)).toEqual([' TYPE']);
  });

  test('only a draft may have its name unset', () => {
    expect(update(aDraftProgram(), { name: null }, aContext()).match(yes, no)).toBe(true);
    for (const program of [anActiveProgram(), aPausedProgram()]) {
      expect(refused({ name: null }, program)).toEqual(['name REQUIRED_FIELD']);
    }
  });

  test('parts must be objects', () => {
    expect(refused({ pointDefinition: [], pointsExpiration: 'never' })).toEqual([
      'pointDefinition TYPE',
      'pointsExpiration TYPE',
    ]);
  });
});
