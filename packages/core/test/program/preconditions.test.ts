import {
  NOT_INSTALLED,
  NO_PREMIUM_FEATURES,
  PRECONDITIONS,
  activate,
  enablePointsExpiration,
  readinessOf,
  unmetPreconditions,
} from '@loyalty-programs/core/adapter-kit';
import {
  aBareInstallation,
  aContext,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  anInstallation,
  installations,
} from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const nameless = aDraftProgram();
const named = aDraftProgram({ update: { name: 'Star Club' } });
const noApp = anInstallation({ apps: [] });
const app = aBareInstallation({ apps: ['restaurants'] });

describe('to become active a program needs', () => {
  test.each([
    ['nameless DRAFT', 'no app', nameless, noApp, ['NoCompatibleApp', 'NameMissing']],
    ['nameless DRAFT', 'an app', nameless, app, ['NameMissing']],
    ['named DRAFT', 'no app', named, noApp, ['NoCompatibleApp']],
    ['named DRAFT', 'an app', named, app, []],
    ['PAUSED', 'no app', aPausedProgram(), noApp, ['NoCompatibleApp']],
    ['PAUSED', 'an app', aPausedProgram(), app, []],
    ['ACTIVE', 'no app', anActiveProgram(), noApp, []],
    ['ACTIVE', 'nothing', anActiveProgram(), NOT_INSTALLED, ['LoyaltyNotInstalled']],
    ['nameless DRAFT', 'nothing', nameless, NOT_INSTALLED, ['LoyaltyNotInstalled']],
  ])('%s beside %s', (_program, _apps, program, installation, unmet) => {
    expect(unmetPreconditions('activate', program, installation)).toEqual(unmet);
  });
});

describe('to become enabled the expiration needs', () => {
  const disabled = anActiveProgram();
  const enabled = anActiveProgram({ expirationEnabled: true });
  const withFeature = aBareInstallation({
    premiumFeatures: { ...NO_PREMIUM_FEATURES, pointsExpiration: true },
  });
  const otherFeatures = aBareInstallation({
    premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: false },
  });

  test.each([
    ['DISABLED', 'with the feature', disabled, withFeature, []],
    ['DISABLED', 'with the feature', nameless, withFeature, []],
    ['DISABLED', 'with other features', disabled, otherFeatures, ['PremiumFeatureMissing']],
    ['ENABLED', 'with other features', enabled, otherFeatures, []],
    ['ENABLED', 'uninstalled', enabled, NOT_INSTALLED, ['LoyaltyNotInstalled']],
    ['DISABLED', 'uninstalled', disabled, NOT_INSTALLED, ['LoyaltyNotInstalled']],
  ])('%s %s', (_expiration, _plan, program, installation, unmet) => {
    expect(unmetPreconditions('enablePointsExpiration', program, installation)).toEqual(unmet);
  });
});

describe('readiness', () => {
  const programs = fc.constantFrom(
    nameless,
    named,
    anActiveProgram(),
    anActiveProgram({ expirationEnabled: true }),
    aPausedProgram(),
    aPausedProgram({ expirationEnabled: true }),
  );

  test('reports exactly the errors that acting would report', () => {
    fc.assert(
      fc.property(programs, installations(), (program, installation) => {
        const readiness = readinessOf(program, installation);
        const unmetBy = { activate, enablePointsExpiration };
        for (const operation of ['activate', 'enablePointsExpiration'] as const) {
          const unmet = unmetBy[operation](program, installation, aContext()).match(
            () => [],
            (error) => error.unmet,
          );
          expect(readiness[operation]).toEqual(unmet);
          const order = unmet.map((each) => PRECONDITIONS.indexOf(each));
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});
