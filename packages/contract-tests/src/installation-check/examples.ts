import { accountIdOf, COMPATIBLE_APPS, type Installed } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';

const SINCE = Date.UTC(2021, 5, 7, 8, 9, 10, 123);

/** Loyalty alone, without an account. */
export const BARE: Installed = {
  installed: true,
  since: SINCE,
  accountId: null,
  apps: [],
  premiumFeatures: NO_PREMIUM_FEATURES,
};

/** Everything there is. */
export const FULL: Installed = {
  installed: true,
  since: SINCE + 1,
  accountId: accountIdOf('Konto Ä 🎁'),
  apps: [...COMPATIBLE_APPS],
  premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
};

const FEATURES = ['loyaltyProgram', 'tiers', 'pointsExpiration'] as const;

/** Installations that differ in every detail; each app and each feature occurs alone once. */
export const VARIOUS: readonly Installed[] = [
  BARE,
  FULL,
  ...COMPATIBLE_APPS.map((app, at) => ({ ...BARE, since: SINCE - at, apps: [app] })),
  ...FEATURES.map((feature) => ({ ...BARE, premiumFeatures: { ...NO_PREMIUM_FEATURES, [feature]: true } })),
];

/** A copy to be mutated, in place of one that others use too. */
export const ownCopyOf = ({ apps, premiumFeatures, ...rest }: Installed): Installed => ({
  ...rest,
  apps: [...apps],
  premiumFeatures: { ...premiumFeatures },
});
