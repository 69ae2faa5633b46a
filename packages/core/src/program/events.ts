import { err, ok } from 'neverthrow';
import type { Actor, RequestId, SiteId } from '../values/identifiers.js';
import { hasShape } from '../values/kinds.js';
import { type Parsed, invalid, isRecord, pathOf } from '../values/parsing.js';
import type { Timestamp } from '../values/timestamp.js';
import { type FieldViolation, isNonEmpty, required, wrongFormat, wrongType } from '../values/violations.js';
import {
  FIELDS,
  FIELDS_BY_PART,
  FIELD_LIST,
  type Field,
  type ProgramUpdate,
  type Reported,
  UPDATE_EVENT_TYPES,
  type UpdateEventType,
  valueOf,
} from './fields.js';
import type { LoyaltyProgram, ProgramStatus } from './loyalty-program.js';

type Updates = {
  readonly [Type in UpdateEventType]: { readonly before: Reported<Type>; readonly after: Reported<Type> };
};

type Expiration<Status> = { readonly pointsExpiration: { readonly status: Status } };

/** What each type of event says of the program before and after: the values that changed, no others. */
export interface ProgramEventPayloads extends Updates {
  readonly ProgramActivated: {
    readonly before: { readonly status: ProgramStatus };
    readonly after: { readonly status: 'ACTIVE' };
  };
  readonly ProgramPaused: {
    readonly before: { readonly status: ProgramStatus };
    readonly after: { readonly status: 'PAUSED' };
  };
  readonly PointsExpirationEnabled: {
    readonly before: Expiration<'DISABLED'>;
    readonly after: Expiration<'ENABLED'>;
  };
  readonly PointsExpirationDisabled: {
    readonly before: Expiration<'ENABLED'>;
    readonly after: Expiration<'DISABLED'>;
  };
}

export type ProgramEventType = keyof ProgramEventPayloads;

export const PROGRAM_EVENT_TYPES = [
  'ProgramUpdated',
  'ProgramActivated',
  'ProgramPaused',
  'PointsExpirationEnabled',
  'PointsExpirationDisabled',
  'PointsExpirationConfigured',
] as const satisfies readonly ProgramEventType[];

/** An event before it has its place in the history. */
export type ProgramEventBody = {
  [Type in ProgramEventType]: { readonly type: Type } & ProgramEventPayloads[Type];
}[ProgramEventType];

/** Where and when something happened on a site, and who requested it. */
export interface SiteEventMetadata {
  readonly siteId: SiteId;
  readonly time: Timestamp;
  /** `null` where it is not known. */
  readonly actor: Actor | null;
  /** The request that caused it; `null` where there was none, or none is known. */
  readonly causedBy: RequestId | null;
}

/** Where an event stands in the history of a program. */
export interface EventMetadata extends SiteEventMetadata {
  /** The revision that the program got with the change. */
  readonly revision: number;
  /** Position within the change, from 0. */
  readonly ordinal: number;
}

/** Something that happened to a program. Its events in order are its whole history. */
export type ProgramEvent = {
  [Type in ProgramEventType]: EventMetadata & { readonly type: Type } & ProgramEventPayloads[Type];
}[ProgramEventType];

const fieldsReportedBy = (type: UpdateEventType): readonly Field[] =>
  FIELD_LIST.filter(({ event }) => event === type);

/** The event types of updates, each with the fields that it reports. */
export const UPDATE_EVENTS = /* @__PURE__ */ UPDATE_EVENT_TYPES.map((type) => ({
  type,
  fields: fieldsReportedBy(type),
}));

/** Sets the value of a field in an object of the model that is being built. */
export const setValue = (holder: Record<string, unknown>, { part, key }: Field, value: unknown): void => {
  if (part === null) {
    holder[key] = value;
    return;
  }
  const inner = holder[part];
  const values: Record<string, unknown> = isRecord(inner) ? inner : {};
  values[key] = value;
  holder[part] = values;
};

/** The program with the changed values. Revision and dates are left as they are. */
export const withChanges = (program: LoyaltyProgram, changes: object): LoyaltyProgram => {
  const next = { ...program };
  const values: Record<string, unknown> = next;
  for (const [key, value] of Object.entries<unknown>({ ...changes })) {
    const current = values[key];
    // A part holds fields; any other value is replaced as a whole.
    values[key] =
      FIELDS_BY_PART.has(key) && isRecord(current) && isRecord(value) ? { ...current, ...value } : value;
  }
  return next;
};

/** The program after an event. Revision and dates are left as they are. */
export const applyEvent = (program: LoyaltyProgram, { after }: ProgramEventBody): LoyaltyProgram =>
  withChanges(program, after);

/** The program after its events, in order. Replaying a whole history from the untouched draft gives the program. */
export const replay = (program: LoyaltyProgram, events: Iterable<ProgramEvent>): LoyaltyProgram => {
  let current = program;
  for (const event of events) {
    current = { ...applyEvent(current, event), revision: event.revision, updatedDate: event.time };
  }
  return current;
};

/** How a raw value of a field is read. */
export type ReadValue = (field: Field, raw: unknown, path: string) => Parsed<unknown>;

const orNull =
  (read: ReadValue): ReadValue =>
  (field, raw, path) => {
    if (raw !== null) return read(field, raw, path);
    return field.default === null ? ok(null) : invalid(required(path));
  };

/** By the rules of the field's kind. */
export const byRules = /* @__PURE__ */ orNull(({ kind }, raw, path) => kind.parse(raw, path));

/** By its types alone, as stores do: a rule that was tightened later must not make stored values unreadable. */
export const byShape = /* @__PURE__ */ orNull(({ kind: { schema } }, raw, path) =>
  hasShape(schema, raw) ? ok(raw) : invalid(wrongType(path, `a stored ${schema.type}`)),
);

const readReported = (
  fields: readonly Field[],
  raw: unknown,
  path: string,
  read: ReadValue,
): Parsed<ProgramUpdate> => {
  if (!isRecord(raw)) return invalid(wrongType(path, 'an object'));
  const violations: FieldViolation[] = [];
  const reported: ProgramUpdate = {};
  for (const field of fields) {
    if (field.part !== null && !isRecord(raw[field.part] ?? {})) {
      return invalid(wrongType(pathOf(path, field.part), 'an object'));
    }
    const value = valueOf(raw, field);
    if (value === undefined) continue;
    const parsed = read(field, value, pathOf(path, field.path));
    if (parsed.isOk()) setValue(reported, field, parsed.value);
    else violations.push(...parsed.error);
  }
  return isNonEmpty(violations) ? err(violations) : ok(reported);
};

// Created for each event, which belongs to its reader.
const disabled = () => ({ pointsExpiration: { status: 'DISABLED' as const } });
const enabled = () => ({ pointsExpiration: { status: 'ENABLED' as const } });

/** Reads the body of an event. Values that its type fixes are not read. */
export const readEventBody = (
  raw: { readonly type: unknown; readonly before: unknown; readonly after: unknown },
  path: string,
  read: ReadValue,
): Parsed<ProgramEventBody> => {
  const type = PROGRAM_EVENT_TYPES.find((each) => each === raw.type);
  const place = pathOf(path, 'before');
  switch (type) {
    case undefined:
      return invalid(wrongFormat(pathOf(path, 'type'), `one of ${PROGRAM_EVENT_TYPES.join(', ')}`));
    case 'PointsExpirationEnabled':
      return ok({ type, before: disabled(), after: enabled() });
    case 'PointsExpirationDisabled':
      return ok({ type, before: enabled(), after: disabled() });
    case 'ProgramActivated':
    case 'ProgramPaused': {
      const was = isRecord(raw.before) ? raw.before['status'] : undefined;
      return FIELDS.status.kind.parse(was, pathOf(place, 'status')).map((status) => {
        const before = { status };
        return type === 'ProgramActivated'
          ? { type, before, after: { status: 'ACTIVE' } }
          : { type, before, after: { status: 'PAUSED' } };
      });
    }
    default: {
      const fields = UPDATE_EVENTS.find((each) => each.type === type)?.fields ?? [];
      const before = readReported(fields, raw.before, place, read);
      const after = readReported(fields, raw.after, pathOf(path, 'after'), read);
      if (before.isErr()) return err(after.isErr() ? [...before.error, ...after.error] : before.error);
      return after.map((values) => ({ type, before: before.value, after: values }));
    }
  }
};
