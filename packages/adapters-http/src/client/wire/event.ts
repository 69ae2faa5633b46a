import {
  type Customisation,
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  type PointsExpirationSettings,
  type ProgramEvent,
  type ProgramUpdate,
  type RawRecord,
  type SiteId,
  isRecord,
  parseActor,
  parseProgramUpdate,
} from '@loyalty-programs/core';
import { every, listIn, oneOf, revisionOf, timestampOf } from './values.js';

const metadataOf = (siteId: SiteId, raw: RawRecord): EventMetadata | undefined => {
  const { ordinal } = raw;
  const revision = revisionOf(raw['revision']);
  const time = timestampOf(raw['time']);
  const actor = raw['actor'] === undefined ? null : parseActor(raw['actor']).unwrapOr(undefined);
  return revision === undefined || time === undefined || actor === undefined || typeof ordinal !== 'number'
    ? undefined
    : { siteId, revision, ordinal, time, actor };
};

const customisationOf = ({ name, customName, customNameForms, icon }: ProgramUpdate): Customisation => ({
  ...(name !== undefined && { name }),
  ...((customName !== undefined || customNameForms !== undefined || icon !== undefined) && {
    pointDefinition: {
      ...(customName !== undefined && { customName }),
      ...(customNameForms !== undefined && { customNameForms }),
      ...(icon !== undefined && { icon }),
    },
  }),
});

const settingsOf = ({
  monthsOfInactivity,
  expiringPointsPercentage,
}: ProgramUpdate): { readonly pointsExpiration: Partial<PointsExpirationSettings> } => ({
  pointsExpiration: {
    ...(monthsOfInactivity !== undefined && { monthsOfInactivity }),
    ...(expiringPointsPercentage !== undefined && { expiringPointsPercentage }),
  },
});

const DISABLED = { pointsExpiration: { status: 'DISABLED' } } as const;
const ENABLED = { pointsExpiration: { status: 'ENABLED' } } as const;

const readEvent = (siteId: SiteId, raw: RawRecord): ProgramEvent | undefined => {
  const metadata = metadataOf(siteId, raw);
  const type = oneOf(PROGRAM_EVENT_TYPES, raw['type']);
  if (metadata === undefined || type === undefined) return undefined;
  switch (type) {
    case 'ProgramActivated':
    case 'ProgramPaused': {
      const status = isRecord(raw['before']) ? oneOf(PROGRAM_STATUSES, raw['before']['status']) : undefined;
      if (status === undefined) return undefined;
      return type === 'ProgramActivated'
        ? { ...metadata, type, before: { status }, after: { status: 'ACTIVE' } }
        : { ...metadata, type, before: { status }, after: { status: 'PAUSED' } };
    }
    case 'PointsExpirationEnabled':
      return { ...metadata, type, before: DISABLED, after: ENABLED };
    case 'PointsExpirationDisabled':
      return { ...metadata, type, before: ENABLED, after: DISABLED };
    case 'ProgramCustomised':
    case 'PointsExpirationConfigured': {
      // What a change touched has the shape, and the rules, of what an update asks for.
      const before = parseProgramUpdate(raw['before']);
      const after = parseProgramUpdate(raw['after']);
      if (before.isErr() || after.isErr()) return undefined;
      return type === 'ProgramCustomised'
        ? { ...metadata, type, before: customisationOf(before.value), after: customisationOf(after.value) }
        : { ...metadata, type, before: settingsOf(before.value), after: settingsOf(after.value) };
    }
  }
};

/** Reads `{ events }`. */
export const readEvents = (siteId: SiteId, json: unknown): readonly ProgramEvent[] | undefined => {
  const list = listIn(json, 'events');
  return list === undefined
    ? undefined
    : every(list, (raw) => (isRecord(raw) ? readEvent(siteId, raw) : undefined));
};
