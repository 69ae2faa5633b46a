import {
  type PointDefinition,
  type PointsExpirationSettings,
  type ProgramEvent,
  type SiteId,
  parseActor,
} from '@loyalty-programs/core';
import { type Customisation, PROGRAM_EVENT_TYPES } from '@loyalty-programs/core/adapter-kit';
import { EXPIRATION_SETTINGS, POINT_DEFINITION, readName, readStatus } from './program.js';
import {
  every,
  listIn,
  number,
  oneOf,
  orNull,
  record,
  timestampOf,
  told,
  valueBy,
  wholeNumberOf,
} from './values.js';

const readHead = record({
  revision: wholeNumberOf,
  ordinal: number,
  time: timestampOf,
  actor: orNull(valueBy(parseActor)),
  type: oneOf(PROGRAM_EVENT_TYPES),
});

const readCustomisation = told<Required<Customisation>>({
  name: readName,
  pointDefinition: told<PointDefinition>(POINT_DEFINITION),
});

const readConfiguration = record({ pointsExpiration: told<PointsExpirationSettings>(EXPIRATION_SETTINGS) });

const readCustomisations = record({ before: readCustomisation, after: readCustomisation });

const readConfigurations = record({ before: readConfiguration, after: readConfiguration });

const readStatusBefore = record({ before: record({ status: readStatus }) });

// Made anew for each event: whoever gets one may change it.
const expiration = <Status extends string>(status: Status) => ({ pointsExpiration: { status } });

const readEvent = (siteId: SiteId, raw: unknown): ProgramEvent | undefined => {
  const head = readHead(raw);
  if (head === undefined) return undefined;
  const { type, ...place } = head;
  const metadata = { siteId, ...place };
  switch (type) {
    case 'ProgramActivated': {
      const sides = readStatusBefore(raw);
      return sides && { ...metadata, type, ...sides, after: { status: 'ACTIVE' } };
    }
    case 'ProgramPaused': {
      const sides = readStatusBefore(raw);
      return sides && { ...metadata, type, ...sides, after: { status: 'PAUSED' } };
    }
    case 'PointsExpirationEnabled':
      return { ...metadata, type, before: expiration('DISABLED'), after: expiration('ENABLED') };
    case 'PointsExpirationDisabled':
      return { ...metadata, type, before: expiration('ENABLED'), after: expiration('DISABLED') };
    case 'ProgramCustomised': {
      const sides = readCustomisations(raw);
      return sides && { ...metadata, type, ...sides };
    }
    case 'PointsExpirationConfigured': {
      const sides = readConfigurations(raw);
      return sides && { ...metadata, type, ...sides };
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
  const events = every(listIn(json, 'events'), (raw) => readEvent(siteId, raw));
  const start = { revision: afterRevision, ordinal: Number.NaN };
  return events?.every((event, at) => isNext(events[at - 1] ?? start, event)) === true ? events : undefined;
};
