import {
  DENIAL_REASONS,
  MEMBER_OPERATIONS,
  NOT_INSTALLED,
  OPERATION_REQUIREMENTS,
  allowedOperations,
} from '@loyalty-programs/core/adapter-kit';
import {
  aBareInstallation,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  anInstallation,
} from '@loyalty-programs/contract-tests';
import { describe, expect, test } from 'vitest';

const bare = aBareInstallation();
const complete = anInstallation();
const noApp = anInstallation({ apps: [] });
const noFeature = anInstallation({
  premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: false },
});

const draft = aDraftProgram({ expirationEnabled: true });
const active = anActiveProgram({ expirationEnabled: true });
const paused = aPausedProgram({ expirationEnabled: true });
const neverExpiring = anActiveProgram();

const allowed = [] as const;

describe('what customers and owners may do', () => {
  test.each([
    // program, what is installed; earn, redeem and join; manual grant; the clock of the expiration
    ['active', 'all', active, complete, allowed, allowed, allowed],
    ['active', 'no app', active, noApp, ['NoCompatibleApp'], ['NoCompatibleApp'], allowed],
    ['active', 'no feature', active, noFeature, allowed, allowed, ['PremiumFeatureMissing']],
    ['never expiring', 'all', neverExpiring, complete, allowed, allowed, ['PointsExpirationDisabled']],
    [
      'never expiring',
      'bare',
      neverExpiring,
      bare,
      ['NoCompatibleApp'],
      ['NoCompatibleApp'],
      ['PointsExpirationDisabled', 'PremiumFeatureMissing'],
    ],
    ['paused', 'all', paused, complete, ['ProgramPaused'], allowed, ['ProgramPaused']],
    [
      'paused',
      'no app',
      paused,
      noApp,
      ['NoCompatibleApp', 'ProgramPaused'],
      ['NoCompatibleApp'],
      ['ProgramPaused'],
    ],
    ['draft', 'all', draft, complete, ['ProgramInDraft'], ['ProgramInDraft'], ['ProgramInDraft']],
    [
      'draft',
      'bare',
      aDraftProgram(),
      bare,
      ['NoCompatibleApp', 'ProgramInDraft'],
      ['NoCompatibleApp', 'ProgramInDraft'],
      ['ProgramInDraft', 'PointsExpirationDisabled', 'PremiumFeatureMissing'],
    ],
    [
      'active',
      'nothing',
      active,
      NOT_INSTALLED,
      ['LoyaltyNotInstalled'],
      ['LoyaltyNotInstalled'],
      ['LoyaltyNotInstalled'],
    ],
  ])(
    '%s program, %s installed',
    (_program, _what, program, installation, members, manualGrant, expirePoints) => {
      const answer = (reasons: readonly string[]) => ({ allowed: reasons.length === 0, reasons });
      expect(allowedOperations(program, installation)).toEqual({
        earn: answer(members),
        redeem: answer(members),
        join: answer(members),
        manualGrant: answer(manualGrant),
        expirePoints: answer(expirePoints),
      });
    },
  );

  test('is defined for every operation, with reasons in a fixed order', () => {
    expect(Object.keys(OPERATION_REQUIREMENTS)).toEqual([...MEMBER_OPERATIONS]);
    expect(Object.keys(allowedOperations(active, complete))).toEqual([...MEMBER_OPERATIONS]);
    const reasons = Object.values(allowedOperations(aDraftProgram(), bare)).flatMap((each) => each.reasons);
    for (const reason of reasons) expect(DENIAL_REASONS).toContain(reason);
  });
});
