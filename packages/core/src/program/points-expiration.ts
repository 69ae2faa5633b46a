import { EXPIRING_POINTS_PERCENTAGE, MONTHS_OF_INACTIVITY } from '../values/limits.js';
import type { Parsed } from '../values/parsing.js';
import { parseWholeNumber } from '../values/whole-number.js';

export const POINTS_EXPIRATION_STATUSES = ['DISABLED', 'ENABLED'] as const;

export type PointsExpirationStatus = (typeof POINTS_EXPIRATION_STATUSES)[number];

/** When a customer's points expire: after so many months without activity, so many percent of them. */
export interface PointsExpirationSettings {
  /** 1–12. */
  readonly monthsOfInactivity: number;
  /** 1–100. */
  readonly expiringPointsPercentage: number;
}

/** The settings hold, and can be set, while the status is DISABLED too. */
export interface PointsExpiration extends PointsExpirationSettings {
  readonly status: PointsExpirationStatus;
}

export const DEFAULT_EXPIRATION_SETTINGS: PointsExpirationSettings = Object.freeze({
  monthsOfInactivity: 3,
  expiringPointsPercentage: 100,
});

export const DEFAULT_POINTS_EXPIRATION: PointsExpiration = Object.freeze({
  status: 'DISABLED',
  ...DEFAULT_EXPIRATION_SETTINGS,
});

export const parseMonthsOfInactivity = (
  raw: unknown,
  field = 'loyaltyProgram.pointsExpiration.monthsOfInactivity',
): Parsed<number> => parseWholeNumber(field, raw, MONTHS_OF_INACTIVITY);

export const parseExpiringPointsPercentage = (
  raw: unknown,
  field = 'loyaltyProgram.pointsExpiration.expiringPointsPercentage',
): Parsed<number> => parseWholeNumber(field, raw, EXPIRING_POINTS_PERCENTAGE);
