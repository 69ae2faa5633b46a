import type { Installed, SiteId } from '@loyalty-programs/core';
import { branded, isCompatibleApp } from '@loyalty-programs/core/adapter-kit';
import {
  type Row,
  UnreadableRow,
  type Value,
  flagIn,
  jsonIn,
  numberIn,
  optionalTextIn,
  textIn,
} from './row.js';

/** Each column of the table of installations but its key, and what stands in it. */
const COLUMNS = {
  since: ({ since }) => since,
  account_id: ({ accountId }) => accountId,
  apps: ({ apps }) => JSON.stringify(apps),
  // As numbers: 0 and 1 are booleans to every store.
  premium_loyalty_program: ({ premiumFeatures }) => Number(premiumFeatures.loyaltyProgram),
  premium_tiers: ({ premiumFeatures }) => Number(premiumFeatures.tiers),
  premium_points_expiration: ({ premiumFeatures }) => Number(premiumFeatures.pointsExpiration),
} as const satisfies Readonly<Record<string, (installation: Installed) => Value>>;

/** The columns of the table of installations; the first is its key. */
export const INSTALLATION_COLUMNS: readonly string[] = ['site_id', ...Object.keys(COLUMNS)];

const VALUES = Object.values(COLUMNS);

/** What stands in the columns for an installation, in their order. */
export const installationValues = (siteId: SiteId, installation: Installed): Value[] => [
  siteId,
  ...VALUES.map((valueOf) => valueOf(installation)),
];

export const siteIdIn = (row: Row): SiteId => branded(textIn(row, 'site_id'));

const appsIn = (row: Row): Installed['apps'] => {
  const apps = jsonIn(row, 'apps');
  if (Array.isArray(apps) && apps.every(isCompatibleApp)) return apps;
  throw new UnreadableRow('apps');
};

/** The installation of a row. Throws `UnreadableRow` where the row is none. */
export const installationOf = (row: Row): Installed => {
  const accountId = optionalTextIn(row, 'account_id');
  return {
    installed: true,
    since: numberIn(row, 'since'),
    accountId: accountId === null ? null : branded(accountId),
    apps: appsIn(row),
    premiumFeatures: {
      loyaltyProgram: flagIn(row, 'premium_loyalty_program'),
      tiers: flagIn(row, 'premium_tiers'),
      pointsExpiration: flagIn(row, 'premium_points_expiration'),
    },
  };
};
