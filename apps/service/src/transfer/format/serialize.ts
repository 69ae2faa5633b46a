import type { Installed, LoyaltyProgram, ProgramEvent, SiteId, Timestamp } from '@loyalty-programs/core';
import { FIELD_LIST, isRecord, type Schema } from '@loyalty-programs/core/adapter-kit';

/** All that is stored of a site: an installation, a program or both. */
export interface SiteRecord {
  readonly siteId: SiteId;
  readonly installation: Installed | null;
  readonly program: LoyaltyProgram | null;
  /** The whole history of the program, in order. */
  readonly events: readonly ProgramEvent[];
}

const namesIn = (schema: Schema): readonly string[] => {
  if (schema.type === 'list') return namesIn(schema.items);
  if (schema.type !== 'object') return [];
  return Object.entries(schema.properties).flatMap(([key, property]) => [key, ...namesIn(property.schema)]);
};

/** The fields of an export in the order in which a person reads them. */
const NAMES = [
  ...['type', 'format', 'version', 'siteId', 'revision', 'ordinal', 'time', 'actor', 'causedBy'],
  ...['since', 'accountId', 'apps', 'premiumFeatures', 'loyaltyProgram', 'tiers'],
  ...FIELD_LIST.flatMap(({ part, key, kind }) => [
    ...(part === null ? [] : [part]),
    key,
    ...namesIn(kind.schema),
  ]),
  ...['createdDate', 'updatedDate', 'before', 'after', 'installation', 'program', 'events', 'sites'],
];

const RANKS = new Map([...new Set(NAMES)].map((name, rank) => [name, rank]));

const rankOf = (name: string): number => RANKS.get(name) ?? RANKS.size;

const byRank = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : 1);

const inOrder = (_: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byRank)) : value;

/** JSON in which equal values are equal texts: stores return the fields of an object in orders of their own. */
const orderedJson = (value: unknown): string => JSON.stringify(value, inOrder);

// The lines of an export, as docs/operations.md describes them.

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

const eventBody = ({ type, revision, ordinal, time, actor, causedBy, before, after }: ProgramEvent) => ({
  type,
  revision,
  ordinal,
  time: timeText(time),
  actor,
  causedBy,
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
