import type { CompatibleApp } from './compatible-app.js';
import type { AccountId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';

/** What the plan of a site entitles it to. Facts about the site, never changed through the program. */
export interface PremiumFeatures {
  readonly loyaltyProgram: boolean;
  readonly tiers: boolean;
  /** Needed to enable the expiration of points. */
  readonly pointsExpiration: boolean;
}

export const NO_PREMIUM_FEATURES: PremiumFeatures = /* @__PURE__ */ Object.freeze({
  loyaltyProgram: false,
  tiers: false,
  pointsExpiration: false,
});

/** A site on which the loyalty app is installed. */
export interface Installed {
  readonly installed: true;
  /** When the loyalty app was installed. An untouched program dates from then. */
  readonly since: Timestamp;
  /** The account the site belongs to, if known. */
  readonly accountId: AccountId | null;
  /** The compatible apps that are installed beside the loyalty app. */
  readonly apps: readonly CompatibleApp[];
  readonly premiumFeatures: PremiumFeatures;
}

export interface NotInstalled {
  readonly installed: false;
}

/** The outside state of a site. It is read at each call and never stored in the program. */
export type Installation = Installed | NotInstalled;

export const NOT_INSTALLED: NotInstalled = /* @__PURE__ */ Object.freeze({ installed: false });
