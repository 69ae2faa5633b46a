import type { Installed, LoyaltyProgram, ProgramEvent, Timestamp } from '@loyalty-programs/core';
import { orderedJson } from './ordered-json.js';
import type { SiteRecord } from './site-record.js';

// What the lines of an export are, in the words of the model. docs/operations.md describes it.

export const FORMAT = 'loyalty-programs';
export const VERSION = 1;

/**
 * How long a line may be, in bytes. A site with the longest texts in every event gets there after some thousand
 * changes, a usual one after some hundred thousand.
 */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** RFC 3339 in UTC with milliseconds. */
export const timeText = (time: Timestamp): string => new Date(time).toISOString();

const installationBody = ({ since, accountId, apps, premiumFeatures }: Installed) => ({
  since: timeText(since),
  accountId,
  apps,
  premiumFeatures,
});

const programBody = ({
  revision,
  name,
  pointDefinition,
  status,
  pointsExpiration,
  createdDate,
  updatedDate,
}: LoyaltyProgram) => ({
  revision,
  name,
  pointDefinition,
  status,
  pointsExpiration,
  createdDate: timeText(createdDate),
  updatedDate: timeText(updatedDate),
});

const eventBody = ({ type, revision, ordinal, time, actor, before, after }: ProgramEvent) => ({
  type,
  revision,
  ordinal,
  time: timeText(time),
  actor,
  before,
  after,
});

/** All of a site in one object, so that a line is a whole site, to be stored or refused. */
export const siteBody = ({ siteId, installation, program, events }: SiteRecord): Record<string, unknown> => ({
  type: 'Site',
  siteId,
  installation: installation && installationBody(installation),
  program: program && programBody(program),
  events: events.map(eventBody),
});

export const HEADER_LINE = orderedJson({ type: 'Export', format: FORMAT, version: VERSION });

export const siteLine = (site: SiteRecord): string => orderedJson(siteBody(site));

/** The last line. A file without it is not whole. */
export const endLine = (sites: number): string => orderedJson({ type: 'End', sites });
