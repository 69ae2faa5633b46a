import {
  type Customisation,
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  type PointsExpirationSettings,
  type ProgramEvent,
  type RawRecord,
  type SiteId,
  isRecord,
  parseActor,
} from '@loyalty-programs/core';
import { nameOf, pointDefinitionOf, pointsExpirationOf } from './program.js';
import { every, listIn, oneOf, recordIn, wholeNumberOf, timestampOf, valueBy, whole } from './values.js';

const metadataOf = (siteId: SiteId, raw: RawRecord): EventMetadata | undefined =>
  whole({
    siteId,
    revision: wholeNumberOf(raw['revision']),
    ordinal: typeof raw['ordinal'] === 'number' ? raw['ordinal'] : undefined,
    time: timestampOf(raw['time']),
    actor: raw['actor'] === undefined ? null : valueBy(parseActor, raw['actor']),
  });

/** Those of the parts that the answer has. */
const toldOf = <Parts extends object>(parts: Parts, raw: RawRecord): Partial<Parts> => {
  const told: Partial<Parts> = {};
  for (const key in parts) if (raw[key] !== undefined) told[key] = parts[key];
  return told;
};

const customisationOf = (raw: RawRecord): Customisation | undefined => {
  const parts = whole({ name: nameOf(raw['name']), pointDefinition: pointDefinitionOf(raw) });
  if (parts === undefined) return undefined;
  const { name } = parts;
  const pointDefinition = toldOf(parts.pointDefinition, recordIn(raw, 'pointDefinition'));
  return toldOf({ name, pointDefinition }, raw);
};

interface Configuration {
  readonly pointsExpiration: Partial<PointsExpirationSettings>;
}

const configurationOf = (raw: RawRecord): Configuration | undefined => {
  const parts = pointsExpirationOf(raw);
  if (parts === undefined) return undefined;
  const { monthsOfInactivity, expiringPointsPercentage } = parts;
  const told = recordIn(raw, 'pointsExpiration');
  return { pointsExpiration: toldOf({ monthsOfInactivity, expiringPointsPercentage }, told) };
};

// Made anew for each event: whoever gets one may change it.
const expiration = <Status extends string>(status: Status) => ({ pointsExpiration: { status } });

const readEvent = (siteId: SiteId, raw: RawRecord): ProgramEvent | undefined => {
  const metadata = metadataOf(siteId, raw);
  const type = oneOf(PROGRAM_EVENT_TYPES, raw['type']);
  const before = recordIn(raw, 'before');
  const told = <T>(read: (side: RawRecord) => T | undefined) =>
    whole({ before: read(before), after: read(recordIn(raw, 'after')) });
  const status = oneOf(PROGRAM_STATUSES, before['status']);
  if (metadata === undefined || type === undefined) return undefined;
  switch (type) {
    case 'ProgramActivated':
      return status && { ...metadata, type, before: { status }, after: { status: 'ACTIVE' } };
    case 'ProgramPaused':
      return status && { ...metadata, type, before: { status }, after: { status: 'PAUSED' } };
    case 'PointsExpirationEnabled':
      return { ...metadata, type, before: expiration('DISABLED'), after: expiration('ENABLED') };
    case 'PointsExpirationDisabled':
      return { ...metadata, type, before: expiration('ENABLED'), after: expiration('DISABLED') };
    case 'ProgramCustomised': {
      const parts = told(customisationOf);
      return parts && { ...metadata, type, ...parts };
    }
    case 'PointsExpirationConfigured': {
      const parts = told(configurationOf);
      return parts && { ...metadata, type, ...parts };
    }
  }
};

interface Place {
  readonly revision: number;
  readonly ordinal: number;
}

/** Whether an event can be told right after another one. */
const isNext = (last: Place, { revision, ordinal }: Place): boolean =>
  revision === last.revision ? ordinal === last.ordinal + 1 : revision > last.revision && ordinal === 0;

/** Reads `{ events }`, which have to be after a revision and in order: whoever reads on gets to an end. */
export const readEvents = (
  siteId: SiteId,
  afterRevision: number,
  json: unknown,
): readonly ProgramEvent[] | undefined => {
  const events = every(listIn(json, 'events'), (raw) => (isRecord(raw) ? readEvent(siteId, raw) : undefined));
  const start = { revision: afterRevision, ordinal: Number.NaN };
  return events?.every((event, at) => isNext(events[at - 1] ?? start, event)) === true ? events : undefined;
};
