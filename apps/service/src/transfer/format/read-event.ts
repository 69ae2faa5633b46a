import {
  type PointDefinition,
  type PointsExpirationSettings,
  type ProgramEvent,
  type ProgramStatus,
  type SiteId,
  parseActor,
} from '@loyalty-programs/core';
import {
  type Customisation,
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  type RawRecord,
  parseCustomName,
  parseCustomNameForms,
  parseExpiringPointsPercentage,
  parseIcon,
  parseMonthsOfInactivity,
  parseProgramName,
} from '@loyalty-programs/core/adapter-kit';
import { Result, ok } from 'neverthrow';
import {
  type Read,
  type Reader,
  countOf,
  fieldOf,
  inWords,
  optionalFieldOf,
  orNull,
  recordOf,
  timeOf,
  wordOf,
} from './reading.js';

const nameOf = orNull((raw, field) => inWords(parseProgramName(raw, field)));
const iconOf = orNull((raw, field) => inWords(parseIcon(raw, field)));
const actorOf = orNull((raw, field) => inWords(parseActor(raw, field)));

const pointsOf: Reader<Partial<PointDefinition>> = (raw, field) =>
  recordOf(raw, field).andThen((record) =>
    Result.combine([
      optionalFieldOf(record, field, 'customName', (value, path) => inWords(parseCustomName(value, path))),
      optionalFieldOf(record, field, 'customNameForms', (value, path) =>
        inWords(parseCustomNameForms(value, path)),
      ),
      optionalFieldOf(record, field, 'icon', iconOf),
    ]).map(([customName, customNameForms, icon]) => ({
      ...(customName !== undefined && { customName }),
      ...(customNameForms !== undefined && { customNameForms }),
      ...(icon !== undefined && { icon }),
    })),
  );

const customisationOf: Reader<Customisation> = (raw, field) =>
  recordOf(raw, field).andThen((record) =>
    Result.combine([
      optionalFieldOf(record, field, 'name', nameOf),
      optionalFieldOf(record, field, 'pointDefinition', pointsOf),
    ]).map(([name, pointDefinition]) => ({
      ...(name !== undefined && { name }),
      ...(pointDefinition !== undefined && { pointDefinition }),
    })),
  );

const settingsOf: Reader<Partial<PointsExpirationSettings>> = (raw, field) =>
  recordOf(raw, field).andThen((record) =>
    Result.combine([
      optionalFieldOf(record, field, 'monthsOfInactivity', (value, path) =>
        inWords(parseMonthsOfInactivity(value, path)),
      ),
      optionalFieldOf(record, field, 'expiringPointsPercentage', (value, path) =>
        inWords(parseExpiringPointsPercentage(value, path)),
      ),
    ]).map(([monthsOfInactivity, expiringPointsPercentage]) => ({
      ...(monthsOfInactivity !== undefined && { monthsOfInactivity }),
      ...(expiringPointsPercentage !== undefined && { expiringPointsPercentage }),
    })),
  );

interface Configuration {
  readonly pointsExpiration: Partial<PointsExpirationSettings>;
}

const configurationOf: Reader<Configuration> = (raw, field) =>
  recordOf(raw, field)
    .andThen((record) => fieldOf(record, field, 'pointsExpiration', settingsOf))
    .map((pointsExpiration) => ({ pointsExpiration }));

const statusOf: Reader<{ readonly status: ProgramStatus }> = (raw, field) =>
  recordOf(raw, field)
    .andThen((record) => fieldOf(record, field, 'status', wordOf(PROGRAM_STATUSES)))
    .map((status) => ({ status }));

const metadataOf = (siteId: SiteId, record: RawRecord, field: string): Read<EventMetadata> =>
  Result.combine([
    fieldOf(record, field, 'revision', countOf),
    fieldOf(record, field, 'ordinal', countOf),
    fieldOf(record, field, 'time', timeOf),
    fieldOf(record, field, 'actor', actorOf),
  ]).map(([revision, ordinal, time, actor]) => ({ siteId, revision, ordinal, time, actor }));

const DISABLED = { pointsExpiration: { status: 'DISABLED' } } as const;
const ENABLED = { pointsExpiration: { status: 'ENABLED' } } as const;

/** Reads an event by the rules of its values. What is fixed by its type is not looked at. */
export const readEvent = (siteId: SiteId, raw: unknown, field: string): Read<ProgramEvent> =>
  recordOf(raw, field).andThen((record) =>
    Result.combine([
      fieldOf(record, field, 'type', wordOf(PROGRAM_EVENT_TYPES)),
      metadataOf(siteId, record, field),
    ]).andThen(([type, metadata]): Read<ProgramEvent> => {
      const told = <T>(read: Reader<T>): Read<{ readonly before: T; readonly after: T }> =>
        Result.combine([fieldOf(record, field, 'before', read), fieldOf(record, field, 'after', read)]).map(
          ([before, after]) => ({ before, after }),
        );
      const statusBefore = (): Read<{ readonly status: ProgramStatus }> =>
        fieldOf(record, field, 'before', statusOf);
      switch (type) {
        case 'ProgramCustomised':
          return told(customisationOf).map((values) => ({ ...metadata, type, ...values }));
        case 'ProgramActivated':
          return statusBefore().map((before) => ({ ...metadata, type, before, after: { status: 'ACTIVE' } }));
        case 'ProgramPaused':
          return statusBefore().map((before) => ({ ...metadata, type, before, after: { status: 'PAUSED' } }));
        case 'PointsExpirationEnabled':
          return ok({ ...metadata, type, before: DISABLED, after: ENABLED });
        case 'PointsExpirationDisabled':
          return ok({ ...metadata, type, before: ENABLED, after: DISABLED });
        case 'PointsExpirationConfigured':
          return told(configurationOf).map((values) => ({ ...metadata, type, ...values }));
      }
    }),
  );
