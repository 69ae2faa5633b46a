import type { Installed, SiteId } from '@loyalty-programs/core';
import {
  type InvalidCursor,
  PROGRAM_STATUSES,
  type SiteSummary,
  isCompatibleApp,
  storedAccountId,
  storedProgramName,
  storedSiteId,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** A row as a driver gives it, by column. Drivers differ in how they give numbers and JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** What drivers take for a parameter. */
export type Value = string | number | null;

/** A row does not hold what its table promises. Something else has written to the table. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';

  constructor(column: string) {
    super(`the column ${column} of a stored row can't be read`);
  }
}

export const textIn = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new UnreadableRow(column);
};

export const optionalTextIn = (row: Row, column: string): string | null => {
  const value = row[column];
  if (value === null || typeof value === 'string') return value;
  throw new UnreadableRow(column);
};

/** Whole numbers come as numbers, as `bigint`s, or as texts where the driver fears for their precision. */
export const numberIn = (row: Row, column: string): number => {
  const value = row[column];
  const number =
    typeof value === 'number' ? value : value === null || value === undefined ? Number.NaN : Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new UnreadableRow(column);
};

/** `true`, or 1 in stores without booleans. */
const flagIn = (row: Row, column: string): boolean => {
  const value = row[column];
  if (typeof value === 'boolean') return value;
  return numberIn(row, column) === 1;
};

/** JSON comes as text, or parsed. */
export const jsonIn = (row: Row, column: string): unknown => {
  const value = row[column];
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    throw new UnreadableRow(column);
  }
};

/** A cursor is the position of the last event that was read. */
export const cursorAt = (position: number): string => String(position);

/** The position of a cursor; 0, before the first event, without one. */
export const positionOf = (cursor: string | null): Result<number, InvalidCursor> => {
  if (cursor === null) return ok(0);
  return /^\d{1,16}$/u.test(cursor) && Number.isSafeInteger(Number(cursor))
    ? ok(Number(cursor))
    : err({ type: 'InvalidCursor', cursor });
};

/** Each column of the table of installations except its key, with its value. */
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

/** The values of the columns of an installation, in their order. */
export const installationValues = (siteId: SiteId, installation: Installed): Value[] => [
  siteId,
  ...VALUES.map((valueOf) => valueOf(installation)),
];

export const siteIdIn = (row: Row): SiteId => storedSiteId(textIn(row, 'site_id'));

const appsIn = (row: Row): Installed['apps'] => {
  const apps = jsonIn(row, 'apps');
  if (Array.isArray(apps) && apps.every(isCompatibleApp)) return apps;
  throw new UnreadableRow('apps');
};

/** The installation of a row. Throws `UnreadableRow` if it is invalid. */
export const installationOf = (row: Row): Installed => {
  const accountId = optionalTextIn(row, 'account_id');
  return {
    installed: true,
    since: numberIn(row, 'since'),
    accountId: accountId === null ? null : storedAccountId(accountId),
    apps: appsIn(row),
    premiumFeatures: {
      loyaltyProgram: flagIn(row, 'premium_loyalty_program'),
      tiers: flagIn(row, 'premium_tiers'),
      pointsExpiration: flagIn(row, 'premium_points_expiration'),
    },
  };
};

const statusIn = (row: Row): SiteSummary['status'] => {
  const status = optionalTextIn(row, 'status') ?? 'DRAFT';
  const known = PROGRAM_STATUSES.find((each) => each === status);
  if (known !== undefined) return known;
  throw new UnreadableRow('status');
};

/** The site of a row of a search. Throws `UnreadableRow` where the row is none. */
export const siteSummaryOf = (row: Row): SiteSummary => {
  const name = optionalTextIn(row, 'name');
  const accountId = optionalTextIn(row, 'account_id');
  return {
    siteId: siteIdIn(row),
    name: name === null ? null : storedProgramName(name),
    status: statusIn(row),
    isInstalled: flagIn(row, 'is_installed'),
    accountId: accountId === null ? null : storedAccountId(accountId),
  };
};
