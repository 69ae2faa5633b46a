import type { Icon } from '../values/icon.js';
import type { SiteId } from '../values/identifiers.js';
import type { CustomNameForms } from '../values/name-forms.js';
import type { NameTranslations } from '../values/name-translations.js';
import type { Branded } from '../values/parsing.js';
import type { Timestamp } from '../values/timestamp.js';

/** The program's name: 2–50 characters, in NFC, without white space around it. */
export type ProgramName = Branded<'ProgramName'>;

/** A unit name of the owner's own, "Stars": 1–20 characters, shown as written in every language. */
export type CustomName = Branded<'CustomName'>;

/**
 * - `DRAFT`: being set up, never activated so far. Customers can't earn or redeem points.
 * - `ACTIVE`: running.
 * - `PAUSED`: halted after having been active. Customers can't earn or redeem points.
 */
export const PROGRAM_STATUSES = ['DRAFT', 'ACTIVE', 'PAUSED'] as const;

export type ProgramStatus = (typeof PROGRAM_STATUSES)[number];

export const POINTS_EXPIRATION_STATUSES = ['DISABLED', 'ENABLED'] as const;

export type PointsExpirationStatus = (typeof POINTS_EXPIRATION_STATUSES)[number];

/** How the program's points are called and shown. */
export interface PointDefinition {
  /** At most 20 characters. `null`: the default name "Points", translated and inflected by count. */
  readonly customName: CustomName | null;
  /**
   * How the custom name is inflected, in at most 20 languages, replaced as a whole; `null`: not at all. Forms belong
   * to their name: another name without new forms has none.
   */
  readonly customNameForms: CustomNameForms | null;
  /** Replaced as a whole, never merged; `null`: no icon. */
  readonly icon: Icon | null;
}

/** When a customer's points expire. The settings can be changed while the status is DISABLED too. */
export interface PointsExpiration {
  readonly status: PointsExpirationStatus;
  /** Points expire after so many whole months without activity, 1–12. */
  readonly monthsOfInactivity: number;
  /** So many whole percent of the points expire, 1–100. */
  readonly expiringPointsPercentage: number;
}

/** The loyalty program of one site. Immutable: an operation gives a new one. */
export interface LoyaltyProgram {
  readonly siteId: SiteId;
  /** How often the program changed: 0 for an untouched draft, +1 with each saved change. */
  readonly revision: number;
  /** 2–50 characters. `null` until the owner sets one; a program needs a name to become ACTIVE. */
  readonly name: ProgramName | null;
  /** The name in at most 20 languages, replaced as a whole and independent of `name`; `null`: in none. */
  readonly nameTranslations: NameTranslations | null;
  readonly pointDefinition: PointDefinition;
  readonly status: ProgramStatus;
  readonly pointsExpiration: PointsExpiration;
  readonly createdDate: Timestamp;
  /** Time of the last change. Never before `createdDate`. */
  readonly updatedDate: Timestamp;
}
