import { parseActor, type ProgramEvent, type SiteId } from '@loyalty-programs/core';
import { readEventBody } from '@loyalty-programs/core/adapter-kit';
import { readField } from './program.js';
import {
  every,
  listIn,
  number,
  orNull,
  record,
  timestampOf,
  valueBy,
  valueIn,
  wholeNumberOf,
} from './values.js';

const readMetadata = record({
  revision: wholeNumberOf,
  ordinal: number,
  time: timestampOf,
  actor: orNull(valueBy(parseActor)),
});

const readEvent = (siteId: SiteId, raw: unknown): ProgramEvent | undefined => {
  const metadata = readMetadata(raw);
  const [type, before, after] = [valueIn(raw, 'type'), valueIn(raw, 'before'), valueIn(raw, 'after')];
  const body = readEventBody({ type, before, after }, '', readField).unwrapOr(undefined);
  return metadata && body && { ...body, ...metadata, siteId };
};

interface Place {
  readonly revision: number;
  readonly ordinal: number;
}

/** Whether an event can come right after another one. */
const isNext = (last: Place, { revision, ordinal }: Place): boolean =>
  revision === last.revision ? ordinal === last.ordinal + 1 : revision > last.revision && ordinal === 0;

/** Reads `{ events }`, which have to be after a revision and in order, so that reading on comes to an end. */
export const readEvents = (
  siteId: SiteId,
  afterRevision: number,
  json: unknown,
): readonly ProgramEvent[] | undefined => {
  const events = every(listIn(json, 'events'), (raw) => readEvent(siteId, raw));
  const start = { revision: afterRevision, ordinal: Number.NaN };
  return events?.every((event, at) => isNext(events[at - 1] ?? start, event)) === true ? events : undefined;
};
