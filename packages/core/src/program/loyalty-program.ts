import type { SiteId } from '../values/identifiers.js';
import { DEFAULT_POINT_DEFINITION, type PointDefinition } from './point-definition.js';
import { DEFAULT_POINTS_EXPIRATION, type PointsExpiration } from './points-expiration.js';
import type { ProgramName } from './program-name.js';
import type { ProgramStatus } from './program-status.js';
import type { Timestamp } from '../values/timestamp.js';

/** The loyalty program of one site. Immutable: an operation gives a new one (see `operations/`). */
export interface LoyaltyProgram {
  readonly siteId: SiteId;
  /** How often the program changed: 0 for an untouched draft, +1 with each saved change. */
  readonly revision: number;
  /** `null` until the owner gives it one; a program needs a name to become ACTIVE. */
  readonly name: ProgramName | null;
  readonly pointDefinition: PointDefinition;
  readonly status: ProgramStatus;
  readonly pointsExpiration: PointsExpiration;
  readonly createdDate: Timestamp;
  /** Time of the last change. Never before `createdDate`. */
  readonly updatedDate: Timestamp;
}

/**
 * The program of a site that has loyalty installed and has changed nothing so far. It is derived from the
 * installation, not stored: reading never writes, and "installed" and "exists" can't disagree.
 */
export const untouchedDraft = (siteId: SiteId, since: Timestamp): LoyaltyProgram => ({
  siteId,
  revision: 0,
  name: null,
  pointDefinition: DEFAULT_POINT_DEFINITION,
  status: 'DRAFT',
  pointsExpiration: DEFAULT_POINTS_EXPIRATION,
  createdDate: since,
  updatedDate: since,
});
