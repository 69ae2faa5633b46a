import { COMPATIBLE_APPS } from '@loyalty-programs/core';
import { isCompatibleApp, parseInstallationInput } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { named } from '../support/violations.js';
import { no, theError, unexpected, yes } from '../support/outcomes.js';

describe('an installation', () => {
  test('needs only a list of apps', () => {
    expect(parseInstallationInput({ apps: [] })._unsafeUnwrap()).toEqual({
      accountId: null,
      apps: [],
      premiumFeatures: { loyaltyProgram: false, tiers: false, pointsExpiration: false },
    });
  });

  test('keeps each app once in a fixed order, and the given features', () => {
    const apps = ['stores', 'bookings', 'stores', 'pricing-plans'];
    const input = { accountId: 'account', apps, premiumFeatures: { tiers: true, loyaltyProgram: null } };
    expect(parseInstallationInput(input)._unsafeUnwrap()).toEqual({
      accountId: 'account',
      apps: ['bookings', 'pricing-plans', 'stores'],
      premiumFeatures: { loyaltyProgram: false, tiers: true, pointsExpiration: false },
    });
  });

  test('reports all its violations at once', () => {
    const input = {
      accountId: '',
      apps: ['stores', 'blog', 7],
      premiumFeatures: { tiers: 'yes', pointsExpiration: 1 },
    };
    expect(named(parseInstallationInput(input).match(unexpected, theError))).toEqual([
      'accountId MIN_LENGTH',
      'apps[1] FORMAT',
      'apps[2] FORMAT',
      'premiumFeatures.tiers TYPE',
      'premiumFeatures.pointsExpiration TYPE',
    ]);
  });

  test.each([
    [undefined, 'installation TYPE'],
    [[], 'installation TYPE'],
    [{}, 'apps REQUIRED_FIELD'],
    [{ apps: null }, 'apps REQUIRED_FIELD'],
    [{ apps: 'stores' }, 'apps TYPE'],
    [{ apps: [], premiumFeatures: [] }, 'premiumFeatures TYPE'],
    [Object.create({ apps: [] }), 'apps REQUIRED_FIELD'],
  ])('%j is none', (raw: unknown, violation) => {
    expect(named(parseInstallationInput(raw).match(unexpected, theError))).toEqual([violation]);
  });

  test('treats null features as none', () => {
    expect(parseInstallationInput({ apps: [], premiumFeatures: null }).match(yes, no)).toBe(true);
  });
});

test('five apps are compatible', () => {
  expect(COMPATIBLE_APPS).toEqual(['bookings', 'events', 'pricing-plans', 'restaurants', 'stores']);
  expect([...COMPATIBLE_APPS, 'Stores', 'blog', null].filter(isCompatibleApp)).toEqual(COMPATIBLE_APPS);
});
