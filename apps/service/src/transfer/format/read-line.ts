import {
  type Installed,
  type LoyaltyProgram,
  parseActor,
  parseSiteId,
  type ProgramEvent,
  type SiteId,
  type Timestamp,
} from '@loyalty-programs/core';
import {
  LATEST_TIMESTAMP,
  type Parsed,
  type RawRecord,
  byRules,
  isRecord,
  ownValue,
  parseInstallationInput,
  parseRequestId,
  readEventBody,
  rehydrate,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, Result } from 'neverthrow';
import { FORMAT, siteBody, type SiteRecord, timeText, VERSION } from './serialize.js';

/** A value of the model, or in words what is wrong with it. */
export type Read<T> = Result<T, string>;

/** Reads the value of `field`. */
type Reader<T> = (raw: unknown, field: string) => Read<T>;

/** The first violation, in words. */
const inWords = <T>(parsed: Parsed<T>): Read<T> =>
  parsed.mapErr(([{ field, description }]) => `${field} ${description}`);

const recordOf: Reader<RawRecord> = (raw, field) =>
  isRecord(raw) ? ok(raw) : err(`${field} must be an object`);

const listOf: Reader<readonly unknown[]> = (raw, field) =>
  Array.isArray(raw) ? ok(raw) : err(`${field} must be a list`);

/** A time as an export writes it. */
const timeOf: Reader<Timestamp> = (raw, field) => {
  const time = typeof raw === 'string' ? Date.parse(raw) : Number.NaN;
  return time <= LATEST_TIMESTAMP && timeText(time) === raw
    ? ok(time)
    : err(`${field} must be a time such as 2026-01-31T08:00:00.000Z`);
};

const countOf: Reader<number> = (raw, field) =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0
    ? ok(raw)
    : err(`${field} must be a whole number`);

/** `null`, or what the reader reads. */
const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (raw, field) =>
    raw === null ? ok(null) : read(raw, field);

/** The value of a field of an object. */
const fieldOf = <T>(record: RawRecord, path: string, key: string, read: Reader<T>): Read<T> =>
  read(ownValue(record, key), path === '' ? key : `${path}.${key}`);

/** Where two JSON values differ first, as a path; `undefined` where they don't. It goes no deeper than both do. */
const firstDifference = (a: unknown, b: unknown, path = ''): string | undefined => {
  if (Array.isArray(a) && Array.isArray(b)) {
    const items: readonly unknown[] = a;
    if (items.length !== b.length) return path;
    for (const [index, item] of items.entries()) {
      const found = firstDifference(item, b[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isRecord(a) && isRecord(b)) {
    for (const key of new Set([...Object.keys(b), ...Object.keys(a)])) {
      const found = firstDifference(ownValue(a, key), ownValue(b, key), path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return a === b ? undefined : path;
};

/** The parser's own words would quote the file. */
const parseJson = (text: string): Read<RawRecord> => {
  try {
    return recordOf(JSON.parse(text), 'the line');
  } catch {
    return err('the line is not well-formed JSON');
  }
};

const installationOf: Reader<Installed | null> = orNull((raw, field) =>
  recordOf(raw, field).andThen((record) =>
    Result.combine([
      fieldOf(record, field, 'since', timeOf),
      inWords(parseInstallationInput(record)).mapErr((why) => `${field}.${why}`),
    ]).map(([since, details]): Installed => ({ installed: true, since, ...details })),
  ),
);

const actorOf = orNull((raw, field) => inWords(parseActor(raw, field)));

const requestIdOf = orNull((raw, field) => inWords(parseRequestId(raw, field)));

/** Reads an event by the rules of its values. Values that its type fixes are not read. */
const eventOf = (siteId: SiteId, raw: unknown, path: string): Read<ProgramEvent> =>
  recordOf(raw, path).andThen((record) =>
    Result.combine([
      inWords(
        readEventBody(
          {
            type: ownValue(record, 'type'),
            before: ownValue(record, 'before'),
            after: ownValue(record, 'after'),
          },
          path,
          byRules,
        ),
      ),
      fieldOf(record, path, 'revision', countOf),
      fieldOf(record, path, 'ordinal', countOf),
      fieldOf(record, path, 'time', timeOf),
      fieldOf(record, path, 'actor', actorOf),
      fieldOf(record, path, 'causedBy', requestIdOf),
    ]).map(([body, revision, ordinal, time, actor, causedBy]) => ({
      ...body,
      siteId,
      revision,
      ordinal,
      time,
      actor,
      causedBy,
    })),
  );

const programOf = (
  siteId: SiteId,
  events: readonly ProgramEvent[],
  raw: unknown,
): Read<LoyaltyProgram | null> => {
  if (raw === null) return ok(null);
  return recordOf(raw, 'program')
    .andThen((record) => fieldOf(record, 'program', 'createdDate', timeOf))
    .andThen((createdDate) =>
      events.length === 0
        ? err('the events of a program are required')
        : rehydrate(siteId, createdDate, events).mapErr(({ index, reason }) => `events[${index}]: ${reason}`),
    );
};

const historyOf = (siteId: SiteId, record: RawRecord): Read<Pick<SiteRecord, 'program' | 'events'>> =>
  fieldOf(record, '', 'events', listOf)
    .andThen((list) => Result.combine(list.map((each, index) => eventOf(siteId, each, `events[${index}]`))))
    .andThen((events) =>
      programOf(siteId, events, ownValue(record, 'program')).map((program) => ({ program, events })),
    );

/** Nothing that the reader has not understood, or would have written another way, is passed over in silence. */
const asWritten = (raw: RawRecord, site: SiteRecord): Read<SiteRecord> => {
  const path = firstDifference(raw, siteBody(site));
  if (path === undefined) return ok(site);
  return err(
    path.startsWith('program.')
      ? `${path} is not what the events lead to`
      : `${path} is not as an export writes it`,
  );
};

const readSite = (raw: RawRecord): Read<SiteRecord> =>
  inWords(parseSiteId(ownValue(raw, 'siteId')))
    .andThen((siteId) =>
      Result.combine([fieldOf(raw, '', 'installation', installationOf), historyOf(siteId, raw)]).map(
        ([installation, history]) => ({ siteId, installation, ...history }),
      ),
    )
    .andThen((site) => {
      if (site.program === null && site.events.length > 0)
        return err('the program of the events is required');
      return site.installation === null && site.program === null
        ? err('installation or program is required')
        : asWritten(raw, site);
    });

const NO_EXPORT = `the file is not an export of ${FORMAT}`;

/** Reads the first line. */
export const readHeader = (text: string): Read<void> =>
  parseJson(text)
    .mapErr(() => NO_EXPORT)
    .andThen((raw): Read<void> => {
      if (ownValue(raw, 'type') !== 'Export' || ownValue(raw, 'format') !== FORMAT) return err(NO_EXPORT);
      return ownValue(raw, 'version') === VERSION
        ? ok()
        : err(`the file is of another version of the format than ${VERSION}, which this service knows`);
    });

/** A line after the first. */
export type BodyLine =
  { readonly type: 'Site'; readonly site: SiteRecord } | { readonly type: 'End'; readonly sites: number };

/** Reads a line after the first. */
export const readBodyLine = (text: string): Read<BodyLine> =>
  parseJson(text).andThen((raw): Read<BodyLine> => {
    switch (ownValue(raw, 'type')) {
      case 'Site':
        return readSite(raw).map((site) => ({ type: 'Site', site }));
      case 'End':
        return fieldOf(raw, '', 'sites', countOf).map((sites) => ({ type: 'End', sites }));
      default:
        return err('type must be one of Site, End');
    }
  });
