import { type Installations, siteIdOf } from '@loyalty-programs/core';

/** A site to try the service with. */
export const DEMO_SITE = siteIdOf('6f2c1d3e-58a4-4c0b-9d7e-2b1f0a9c8e75');

/**
 * Installs loyalty on the demo site, beside a store and with every premium feature, where the store is new.
 * Tells whether it is installed: an operator may have removed it since.
 */
export const offerDemoSite = async (installations: Installations, isNewStore: boolean): Promise<boolean> => {
  const installed = isNewStore
    ? installations.install(DEMO_SITE, {
        apps: ['stores'],
        premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
      })
    : installations.get(DEMO_SITE);
  return installed.match(
    (installation) => installation.installed,
    () => false,
  );
};
